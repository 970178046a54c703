using System.Globalization;
using System.Text.Json;
using TextCollapse.Corpora;
using TextCollapse.Metrics;
using TextCollapse.Metrics.Compatibility;
using TextCollapse.Metrics.Counting;
using TextCollapse.Metrics.Diversity;
using TextCollapse.Metrics.LongRange;
using TextCollapse.Metrics.Loops;
using TextCollapse.Metrics.Model;

namespace TextCollapse.Tests.Metrics;

internal static partial class VectorCases
{
    private static string[] TextOwed => [];

    private static Dictionary<string, Case> TextCases() => new()
    {
        ["perplexity"] = (input, _) =>
        {
            var perplexity = Perplexity.Of([.. input.EnumerateArray().Select(Numbers)]);
            return new { ppl_micro = perplexity.Micro, bits_per_char = perplexity.BitsPerCharacter, macro_mean_ppl = perplexity.MacroMean, geo_ppl = perplexity.Geometric };
        },
        ["bits_per_byte"] = (input, _) =>
        {
            var size = TextSize.Of(input.GetProperty("text").GetString()!);
            var nll = input.GetProperty("total_nll_nats").GetDouble();
            return new
            {
                utf8_bytes = size.Utf8Bytes,
                scalars = size.Scalars,
                utf16_units = size.Utf16Units,
                bits_per_byte = size.BitsPerByte(nll),
                bits_per_char = size.BitsPerCharacter(nll),
            };
        },
        ["distinct_n"] = (input, parameters) =>
        {
            var distinct = DistinctNgrams.Of(Texts.Documents(Strings(input)), Integer(parameters, "n", 2));
            return new { pooled = distinct.Pooled, doc_mean = distinct.DocumentMean, li2016 = distinct.PerSymbol };
        },
        ["hapax_ratio"] = (input, parameters) =>
        {
            var spectrum = NgramSpectra.Of(Texts.Documents(Strings(input)))[Integer(parameters, "n", 1)];
            return new { hapax_types = spectrum.Singletons, total = spectrum.Tokens, ratio = NgramColumns.HapaxRatio(spectrum), true_distinct_ratio = spectrum.TypeTokenRatio };
        },
        ["unit_of_text"] = (input, parameters) =>
        {
            return new { scalar = Ratio(TextUnit.Scalar), utf16 = Ratio(TextUnit.Utf16), utf8 = Ratio(TextUnit.Byte) };

            object[] Ratio(TextUnit unit)
            {
                var spectrum = NgramSpectra.Of(MeasuredText.Of([input.GetString()!], new TextCoding(unit)).Documents)[Integer(parameters, "n", 1)];
                return [spectrum.Types, spectrum.Tokens, spectrum.TypeTokenRatio];
            }
        },
        ["ngram_diversity_sum"] = (input, parameters) => new { unrounded = NgramColumns.DiversitySum(Strings(input), Integer(parameters, "num_n", 4)) },
        ["texygen_unique_gram"] = (input, parameters) =>
        {
            var documents = Tokens(input, parameters);
            return NgramColumns.UniqueGram(NgramSpectra.Of(documents)[Integer(parameters, "n", 2)], documents.Length);
        },
        ["seq_rep_n"] = (input, parameters) => Enumerable.Range(1, 4).ToDictionary(
            order => $"seq_rep_{order}", order => RepetitionRates.SequenceRepetition(Tokens(input, parameters), order)),
        ["simctg_rep_diversity"] = (input, parameters) =>
        {
            var documents = Tokens(input, parameters);
            return new { rep_2 = Percent(2), rep_3 = Percent(3), rep_4 = Percent(4), diversity = RepetitionRates.Diversity(documents) };

            Measurement Percent(int order) => RepetitionRates.Repetition(documents, order).Map(share => 100 * share);
        },
        ["rep_w_rep_r"] = (input, parameters) =>
        {
            var documents = Texts.Documents(input.GetString()!);
            return new
            {
                rep_w = RepetitionRates.WindowRepetition(documents, Integer(parameters, "l", 16)),
                rep_r = RepetitionRates.RepeatedBigramShare(documents),
                seq_rep_1to4 = RepetitionRates.PooledRepetition(documents),
            };
        },
        ["rep_l_wrep_l"] = (input, parameters) =>
        {
            var both = Texts.Documents(input.GetProperty("predictions").GetString()!, input.GetProperty("targets").GetString()!);
            var rates = GuessRepetition.Of(both[0].Symbols.Span, both[1].Symbols.Span, Integer(parameters, "l", 16));
            return new { rep = rates.Repeated, wrep = rates.WronglyRepeated, human_rep = rates.Human };
        },
        ["repetition_count"] = (input, parameters) =>
        {
            var pattern = MostRepeatedPattern.Of(input.GetString()!, Integer(parameters, "length", 10));
            return new { pattern_count = pattern.Count, pattern_first_most_common = pattern.Pattern };
        },
        ["terminal_loop"] = (input, parameters) =>
        {
            var characters = Texts.Characters(input.GetString()!);
            var text = Texts.Documents(input.GetString()!)[0].Symbols.Span;
            var longest = Integer(parameters, "max_period", 90);
            var loop = Periodicity.TerminalLoop(text, longest, Integer(parameters, "min_copies", 2));
            var ending = Periodicity.RepeatedEnding(text);
            return new
            {
                degen = ending is var (length, times) ? new { phrase = string.Concat(characters[^length..]), times, n = length } : null,
                own_period_and_span = loop is var (period, span) ? new[] { period, span } : null,
            };
        },
        ["minimal_period"] = (input, _) =>
        {
            var minimal = Periodicity.Minimal(Texts.Documents(input.GetString()!)[0].Symbols.Span);
            return new { period = minimal?.Period, is_power = minimal?.IsPower };
        },
        ["longest_repeated_substring"] = (input, _) =>
        {
            var (_, start, length) = RepeatedSubstrings.Of(Texts.Documents(input.GetString()!)).Longest();
            return new object[] { length, string.Concat(Texts.Characters(input.GetString()!)[start..(start + length)]) };
        },
        ["duplicate_coverage"] = (input, parameters) =>
        {
            var length = Integer(parameters, "L", 50);
            var repeats = RepeatedSubstrings.Of(Texts.Documents(input.GetString()!));
            return new { covered = repeats.Covered(length), fraction = repeats.CoveredShare(length), ranges = repeats.Ranges(length).Select(range => new[] { range.Start, range.End }) };
        },
        ["memorization"] = (input, parameters) =>
        {
            var both = Texts.Documents(input.GetProperty("generated").GetString()!, input.GetProperty("training").GetString()!);
            var copying = Copying.Of(both[..1], both[1..]);
            var length = Integer(parameters, "L", 3);
            return new Dictionary<string, object?>
            {
                ["matching_statistics"] = copying.MatchingStatistics[0],
                ["longest_common_substring"] = copying.LongestCommonSubstring,
                ["novel_ngram_fraction"] = Enumerable.Range(1, 8).ToDictionary(order => order.ToString(CultureInfo.InvariantCulture), copying.NovelShare),
                [$"copied_fraction_L{length}"] = copying.CopiedShare(length),
            };
        },
        ["duplicate_document_fraction"] = (input, _) => DuplicateDocuments.Share(Strings(input)),
        ["lz78"] = (input, _) =>
        {
            var text = Texts.Documents(input.GetString()!)[0].Symbols;
            var ends = LempelZiv.Parse78(text.Span);
            return new { phrases = ends.Count, parse = Phrases(input, ends), rate_bits = LempelZiv.Rate78(ends.Count, text.Length) };
        },
        ["lz76"] = (input, _) =>
        {
            var text = Texts.Documents(input.GetString()!)[0].Symbols;
            var ends = LempelZiv.Parse76(text);
            return new { complexity = ends.Count, parse = Phrases(input, ends), normalised_c_log2n_over_n = LempelZiv.Normalised76(ends.Count, text.Length) };
        },
        ["match_length_entropy_rate"] = (input, parameters) =>
        {
            var documents = Texts.Documents(input.GetString()!);
            var overlap = parameters.TryGetProperty("overlap", out var value) && value.GetBoolean();
            var matches = overlap ? MatchLengths.Of(documents) : MatchLengths.WithoutOverlap(documents[0].Symbols.Span);
            return new { Lambda = matches.Lengths, mean_of_ratios = matches.MeanOfRatios, ratio_of_means = matches.RatioOfMeans };
        },
        ["block_entropy"] = (input, _) => BlockEntropy.Of(Texts.Documents(input.GetString()!)).Take(3)
            .Select(row => new object[] { row.Order, row.Block, row.Difference, row.Conditional }),
        ["compression_ratio"] = (input, _) =>
        {
            var text = System.Text.Encoding.UTF8.GetBytes(PythonText.Evaluate(input.GetString()!));
            return new { single_gzip9 = CompressionRatio.Gzip(text), bytes = text.Length };
        },
        ["self_repetition"] = (input, parameters) => SelfRepetition.Of(
            [.. Strings(input).Select(text => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))], Integer(parameters, "n", 4)),
        ["homogenization_rouge_l"] = (input, _) => Homogenization.RougeL(Strings(input)),
        ["self_bleu"] = (input, parameters) =>
        {
            var documents = Tokens(input, parameters);
            var longest = Integer(parameters, "n", 4);
            return new { per_doc = SelfBleu.PerDocument(documents, longest), mean = SelfBleu.Mean(documents, longest) };
        },
        ["self_bleu_brevity"] = (input, parameters) => SelfBleu.PerDocument(Tokens(input, parameters), Integer(parameters, "n", 2)),
        ["burstiness"] = (input, _) =>
        {
            var both = Texts.Documents(input.GetProperty("text").GetString()!, input.GetProperty("event").GetString()!);
            var gaps = Burstiness.Gaps(both[0].Symbols.Span, both[1].Symbols.Span[0]);
            var burstiness = Burstiness.OfGaps(gaps);
            return new { gaps, B = burstiness.Plain, A_finite = burstiness.FiniteSize, memory = burstiness.Memory };
        },
        ["gopher_repetition"] = (input, _) =>
        {
            var shares = new GopherRepetition(input.GetString()!);
            return Enumerable.Range(1, 10).SelectMany(n => new[] { ($"top_{n}", shares.Top(n)), ($"dup_{n}", shares.Duplicated(n)) })
                .ToDictionary(pair => pair.Item1, pair => pair.Item2);
        },
        ["taylor_exponent"] = (input, parameters) =>
        {
            var taylor = TaylorExponent.Of(Texts.Documents(input.GetString()!), Integer(parameters, "segment", 100));
            return new { segments = taylor.Segments, types_used = taylor.Types, exponent = taylor.Exponent };
        },
    };

    private static int Integer(JsonElement parameters, string name, int otherwise)
        => parameters.TryGetProperty(name, out var value) ? value.GetInt32() : otherwise;

    private static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(number => number.GetDouble())];

    private static string[] Strings(JsonElement list) => [.. list.EnumerateArray().Select(text => text.GetString()!)];

    /// <summary>Documents cut into tokens as the parameter says: chars, whitespace, or given as lists.</summary>
    private static Document[] Tokens(JsonElement input, JsonElement parameters)
    {
        var how = parameters.TryGetProperty("tokens", out var tokens) ? tokens.GetString() : "chars";
        return Texts.Documents(input.EnumerateArray().Select(document => document.ValueKind == JsonValueKind.Array
            ? Strings(document)
            : how == "whitespace"
                ? document.GetString()!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                : Texts.Characters(document.GetString()!)));
    }

    private static IEnumerable<string> Phrases(JsonElement input, IReadOnlyList<int> ends)
    {
        var characters = Texts.Characters(input.GetString()!);
        return ends.Select((end, i) => string.Concat(characters[(i == 0 ? 0 : ends[i - 1])..end]));
    }
}
