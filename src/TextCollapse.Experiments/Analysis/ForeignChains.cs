using System.Globalization;
using System.Text.Json;
using TextCollapse.Randomness;

namespace TextCollapse.Experiments.Analysis;

/// <summary>A chain of somebody else: the generations that were read of it.</summary>
/// <param name="Arm">Its arm.</param>
/// <param name="Seed">Its number.</param>
/// <param name="Generations">Its generations from 0.</param>
internal sealed record ForeignChain(string Arm, long Seed, IReadOnlyList<ForeignGeneration> Generations);

/// <summary>A generation that was read.</summary>
/// <param name="Sample">What was kept of it.</param>
/// <param name="Files">Where it is from.</param>
internal sealed record ForeignGeneration(DocumentSample Sample, IReadOnlyList<string> Files);

/// <summary>Reads the chains of a request.</summary>
internal static class ForeignChains
{
    /// <summary>Reads all documents once and keeps a sample of each generation.</summary>
    /// <exception cref="InputException">A file cannot be read, a generation is missing, or one holds no text.</exception>
    public static (IReadOnlyList<ForeignChain> Chains, IReadOnlyList<string> Notes) Read(
        AnalysisRequest request, CancellationToken cancellation)
    {
        var notes = new List<string>();
        var files = ForeignFiles.Of(request.Paths, request.Order, file =>
        {
            var names = new ForeignTable(file, request.Encoding).Names();
            return names.Count > 0 && request.Columns.In(file.Path, names).Generation is not null;
        });
        var read = new SortedDictionary<(string Arm, long Seed, long Number), (DocumentSample Sample, List<string> Files)>();
        var probabilities = new LogProbabilities();
        foreach (var file in files)
            foreach (var document in Documents(file, request, probabilities, notes))
            {
                cancellation.ThrowIfCancellationRequested();
                var key = (document.Arm, document.Seed, document.Number);
                if (!read.TryGetValue(key, out var generation))
                    read[key] = generation = (new(request.Characters, Key(key)), []);
                generation.Sample.Add(document.Text, document.Nats);
                if (generation.Files.Count == 0 || generation.Files[^1] != file.Path)
                    generation.Files.Add(file.Path);
            }
        if (probabilities.Note is { } missing)
            notes.Add(missing);
        return ([.. read.GroupBy(generation => (generation.Key.Arm, generation.Key.Seed))
            .Select(chain => Chain(chain.Key.Arm, chain.Key.Seed, [.. chain], notes))], [.. notes.Distinct()]);
    }

    private static RandomKey Key((string Arm, long Seed, long Number) key) => new(key.Seed, key.Arm, (int)(key.Number % int.MaxValue));

    private static ForeignChain Chain(string arm, long seed,
        KeyValuePair<(string, long, long Number), (DocumentSample Sample, List<string> Files)>[] found, List<string> notes)
    {
        var place = arm == ForeignFile.OnlyArm ? "generations" : $"arm {arm}";
        var (numbers, note) = GenerationOrder.Renumber(place, found.Select(generation => generation.Key.Number));
        if (note is not null)
            notes.Add($"{place}: {note}");
        var generations = found.OrderBy(generation => numbers[generation.Key.Number])
            .Select(generation => new ForeignGeneration(generation.Value.Sample, generation.Value.Files)).ToArray();
        for (var i = 0; i < generations.Length; i++)
            Check(place, i, generations, notes);
        return new(arm, seed, generations);
    }

    private static void Check(string place, int number, ForeignGeneration[] generations, List<string> notes)
    {
        var (sample, files) = (generations[number].Sample, generations[number].Files);
        var name = string.Create(CultureInfo.InvariantCulture, $"generation {number}");
        if (sample.Documents == 0)
            throw new InputException($"{place}, {name}", $"holds no text: {(sample.Empty + sample.Missing).ToString("N0",
                CultureInfo.InvariantCulture)} empty documents in {files.FirstOrDefault() ?? "no file"}. Leave it out, or give its text.");
        if (sample.Empty > 0)
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{place}, {name}: {sample.Empty:N0} empty documents are left out"));
        if (sample.Missing > 0)
            notes.Add(string.Create(CultureInfo.InvariantCulture,
                $"{place}, {name}: {sample.Missing:N0} documents hold only a word for nothing (NaN, None, null) and are left out"));
        for (var earlier = 0; earlier < number; earlier++)
            if (generations[earlier].Sample.Identity == sample.Identity)
                notes.Add(string.Create(CultureInfo.InvariantCulture,
                    $"{place}: generations {earlier} and {number} hold the same text, {generations[earlier].Files[0]} and {files[0]}; ")
                    + "if one is a copy, leave it out with --order");
    }

    private static IEnumerable<ForeignDocument> Documents(
        ForeignFile file, AnalysisRequest request, LogProbabilities probabilities, List<string> notes)
    {
        if (file.IsTable)
            return Rows(file, request, probabilities, notes);
        var unknown = Measurement.Undefined("a text has no log-probabilities");
        return ForeignText.Documents(file.Path, request.Encoding, request.DocumentLength).DefaultIfEmpty("")
            .Select(text => new ForeignDocument(file.Arm, 1, file.Number!.Value, text, unknown));
    }

    private static IEnumerable<ForeignDocument> Rows(
        ForeignFile file, AnalysisRequest request, LogProbabilities probabilities, List<string> notes)
    {
        var table = new ForeignTable(file, request.Encoding);
        ForeignColumns? columns = null;
        foreach (var row in table.Rows())
        {
            columns ??= request.Columns.In(file.Path, [.. row.Keys]);
            var text = row.TryGetValue(columns.Text!, out var field) ? ForeignColumns.TextOf(field) : "";
            var number = file.Number ?? Number(file, columns.Generation!, row);
            var arm = columns.Arm is { } inArm && row.TryGetValue(inArm, out var named) ? named.ToString() : file.Arm;
            var seed = columns.Seed is { } inSeed && row.TryGetValue(inSeed, out var seeded) ? Whole(seeded, 1) : 1;
            yield return new(arm, seed, number, ForeignText.Clean(text).Replace('\f', '\n'),
                columns.LogProbability is { } logged
                    ? probabilities.Nats(row.TryGetValue(logged, out var value) ? value : null)
                    : Measurement.Undefined("no column of log-probabilities was given"));
        }
        if (table.Note is { } broken)
            notes.Add(broken);
    }

    /// <summary>A generation is a whole number, or a word with one such as <c>gen_3</c>.</summary>
    private static long Number(ForeignFile file, string column, IReadOnlyDictionary<string, JsonElement> row)
    {
        var number = row.TryGetValue(column, out var field) ? Whole(field, -1) : -1;
        return number >= 0 ? number : throw new InputException($"{file.Path}, column {column}",
            $"'{(field.ValueKind == JsonValueKind.Undefined ? "" : field.ToString())}' is no generation: a whole number from 0 on, or a "
            + "word with one (gen_3).");
    }

    private static long Whole(JsonElement field, long otherwise)
    {
        var text = field.ToString();
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) && exact == Math.Floor(exact)
            && Math.Abs(exact) < int.MaxValue)
            return (long)exact;
        var digits = new string([.. text.Reverse().SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit).Reverse()]);
        return !text.Contains('.', StringComparison.Ordinal) && int.TryParse(digits, CultureInfo.InvariantCulture, out var number) ? number
            : otherwise;
    }
}
