using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Experiments.Review;
using TextCollapse.Experiments.Storage;

namespace TextCollapse.Tests.Chains.Decisions;

/// <summary>A small chain on disk with a person beside it.</summary>
internal sealed class OverseenChain
{
    public const string Ngram = """
        corpus: { source: "zipf:12,1.0", train: 2000, held_out: 400, validation: 400, document_length: 100 }
        model: { kind: ngram, order: 2 }
        generations: 4
        """;

    public const string Gru = """
        corpus: { source: "zipf:12,1.0", train: 2000, held_out: 400, validation: 400, document_length: 100 }
        model: { kind: gru, hidden: 8, embedding: 4, engine: managed }
        training: { steps: 8, batch: 4, sequence: 16, warmup: 2 }
        generations: 4
        """;

    public const string NgramWithTwin = Ngram + "\nmetrics: { twin: true }";

    private readonly string _study;

    public OverseenChain(string folder, string study = Ngram)
    {
        (Folder, _study) = (folder, study);
        Open();
    }

    public string Folder { get; }

    public ChainSpec Spec { get; private set; } = null!;

    public ChainStore Record { get; private set; } = null!;

    public Oversight Person { get; private set; } = null!;

    /// <summary>As another process would find it.</summary>
    public OverseenChain Open()
    {
        Spec = new ChainFactory(new Engines()).Create(StudyReader.Read(_study, "study").Arms()[0], 1);
        Record = ChainStore.Open(Folder, Spec);
        Person = new Oversight(Spec, Record);
        return this;
    }

    public OverseenChain Run(int? until = null)
    {
        new GenerationLoop(Spec, Record).Run(until: until);
        return this;
    }

    public OverseenChain Decide(DecisionAct act, string why = "because")
    {
        Person.Decide(act, "anna", why);
        return this;
    }

    public string[] Texts() => [.. Enumerable.Range(0, Record.Committed).Select(generation => File.ReadAllText(Path.Combine(Folder, GenerationFolder.Name(generation), "text.txt")))];

    /// <summary>Every file that must be the same bytes in a replay, by its path.</summary>
    public IReadOnlyList<(string Path, string Content)> Bytes() =>
    [
        .. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path) is not ("times.json" or "decisions.lock"))
            .Order(StringComparer.Ordinal)
            .Select(path => (Path.GetRelativePath(Folder, path), Convert.ToHexString(File.ReadAllBytes(path)))),
    ];
}

/// <summary>What a test asks of a chain's record.</summary>
internal static class RecordedFacts
{
    public static IEnumerable<GenerationFacts> AllFacts(this ChainStore record) => Enumerable.Range(0, record.Committed).Select(record.Facts);
}
