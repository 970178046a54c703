using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Storage;

namespace TextCollapse.Reporting.Report;

partial class SamplesSection
{
    private const int Length = 420, ShortDocument = 40, PassageLength = 20, MaxGenerations = 31;

    private readonly ReportData _data;
    private readonly TrainingText _training;
    private readonly IReadOnlyList<int> _generations;
    private readonly IReadOnlyList<(string Name, IReadOnlyList<Sample> Samples)> _arms;

    internal SamplesSection(ReportData data)
    {
        _data = data;
        _training = new TrainingText(data);
        var arms = data.ShownArms();
        var last = arms.Max(arm => data.GenerationsOf(arm.Id).Last());
        var every = Math.Max(1, (last + MaxGenerations - 2) / (MaxGenerations - 1));
        _generations = [.. Enumerable.Range(0, last + 1).Where(generation => generation % every == 0 || generation == last)];
        int[] keys = [0, _generations[_generations.Count / 2], last];
        _arms = [.. arms.Select(arm => (arm.Id, Samples(arm, keys)))];
    }

    internal override string Id => "samples";

    internal override string Title => "Generated text";

    private IReadOnlyList<Sample> Samples(Arm arm, int[] keys)
    {
        var chain = _data.Folder.Chain(arm, _data.ShownSeed);
        var reached = ChainStore.In(chain).Count();
        return
        [
            .. _generations.Where(generation => generation < reached).Select(generation =>
            {
                var documents = new GenerationFolder(chain, generation).Documents();
                var text = Beginning(documents);
                var passages = new Passages(text, PassageLength);
                var copied = _training.Of(arm) is { } training ? passages.In(training) : null;
                return new Sample(generation, keys.Contains(generation), MarkedText.Runs(text, passages.In(documents, times: 2), copied));
            }),
        ];
    }

    /// <summary>The first document, or several if documents are short.</summary>
    private static string Beginning(IReadOnlyList<string> documents)
    {
        if (documents.Count == 0)
            return "";
        var text = documents[0].Length >= ShortDocument ? documents[0] : string.Join(' ', documents.Take(Length));
        if (text.Length <= Length)
            return text;
        return char.IsHighSurrogate(text[Length - 1]) ? text[..(Length - 1)] : text[..Length];
    }

    /// <summary>A sample of one generation; key samples are shown without scripts and in print.</summary>
    private sealed record Sample(int Generation, bool IsKey, IReadOnlyList<MarkedRun> Runs);
}
