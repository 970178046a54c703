using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Tests.Chains.Decisions;

namespace TextCollapse.Tests.Chains;

/// <summary>Small studies that have between them every column there is, each run once: generation 0 and 1.</summary>
public sealed class MeasuredStudies : IDisposable
{
    private const string Prose = "corpus: { source: \"zipf:12,1.0\", train: 2000, held_out: 400, document_length: 100 }\ngenerations: 1\n";
    private const string Validated = "corpus: { source: \"zipf:12,1.0\", train: 2000, held_out: 400, validation: 400, document_length: 100 }\ngenerations: 1\n";
    private const string Training = "training: { steps: 4, batch: 4, sequence: 16, warmup: 2 }\n";
    private const string Bigrams = "model: { kind: ngram, order: 2 }\n";

    private static readonly Dictionary<string, string> Studies = new()
    {
        ["n-gram"] = Prose + Bigrams,
        ["unigram with theory"] = Prose + "model: { kind: ngram, order: 1, smoothing: maximum-likelihood }",
        ["GRU"] = Prose + Training + "model: { kind: gru, hidden: 8, embedding: 4, engine: managed }",
        ["transformer"] = Prose + Training + "model: { kind: transformer, width: 8, heads: 2, layers: 1, engine: managed }",
        ["glyphs"] = "corpus: { source: \"glyphs:\", train: 6000, held_out: 1500, document_length: 156 }\ngenerations: 1\n" + Bigrams,
        ["maze"] = "corpus: { source: \"maze:\", train: 6000, held_out: 1500, document_length: 200 }\ngenerations: 1\n" + Bigrams,
        ["grammar"] = "corpus: { source: \"grammar:stories\", train: 4000, held_out: 1000, document_length: 200 }\ngenerations: 1\n" + Bigrams,
        ["twin, detector, probes"] = Validated + Bigrams + "metrics: { twin: true, detector: logistic, probes: \"a|b, c|d\" }",
        ["rules"] = Validated + Bigrams + "mitigations: [accept, { when: bpc_real rises 5 %, then: redraw }, near-duplicates]",
        ["loss"] = Validated + Training + "model: { kind: gru, hidden: 8, embedding: 4, engine: managed }\nmitigations: [label-smoothing]\nmixing: { strategy: accumulate }",
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("measured").FullName;

    public static IEnumerable<string> Names => Studies.Keys;

    /// <summary>The settings of a study's only arm.</summary>
    public static ArmOptions Settings(string study) => StudyReader.Read(Studies[study], "study").Arms()[0].Options;

    /// <summary>The last generation of a study.</summary>
    public GenerationFacts Run(string study)
    {
        var folder = Path.Combine(_folder, study);
        var isDone = Directory.Exists(folder);
        var chain = new OverseenChain(folder, Studies[study]);
        return (isDone ? chain : chain.Run()).Record.Facts(1);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
