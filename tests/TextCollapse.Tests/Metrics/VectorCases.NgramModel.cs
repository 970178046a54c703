using TextCollapse.Models.Ngram;

namespace TextCollapse.Tests.Metrics;

internal static partial class VectorCases
{
    private static Dictionary<string, Case> NgramModelCases() => new()
    {
        ["ngram_lm_perplexity_arpa"] = (input, parameters) =>
        {
            var model = ArpaModel.Read(new StringReader(input.GetProperty("arpa").GetString()!), "vector.arpa");
            var sentences = parameters.GetProperty("wrap_bos_eos").GetBoolean();
            var scores = input.GetProperty("lines").EnumerateArray().Select(line => model.Score(line.GetString()!, sentences)).ToArray();
            var all = scores.Aggregate((first, second) => first + second);
            return new
            {
                line_log10 = scores.Select(score => score.Log10).ToArray(),
                ppl_including_oov = all.Perplexity,
                ppl_excluding_oov = all.PerplexityWithoutOov,
                oov = all.Oov,
                tokens = all.Tokens,
            };
        },
    };

    private static string[] NgramModelOwed => [];
}
