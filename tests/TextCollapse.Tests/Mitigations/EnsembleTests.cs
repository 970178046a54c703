using TextCollapse.Corpora;
using TextCollapse.Experiments.Mitigations;
using TextCollapse.Models;
using TextCollapse.Models.Gru;
using TextCollapse.Models.Ngram;
using TextCollapse.Models.Training;
using TextCollapse.Models.Transformer;
using static TextCollapse.Tests.Mitigations.Given;

namespace TextCollapse.Tests.Mitigations;

public sealed class EnsembleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ensemble").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Kinds => ["ngram", "gru", "transformer"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_mixture_is_the_mean_of_the_members_distributions_and_its_file_gives_it_back(string kind)
    {
        var trained = new EnsembleTrainer(Trainer(kind), 3).Train(Task);
        var ensemble = Assert.IsType<EnsembleModel>(trained.Model);
        var document = Real.HeldOut.Documents[0];
        var expected = Mean([.. ensemble.Members.Select(member => Predict(member, document))]);
        Near(expected, Predict(ensemble, document));
        var size = ensemble.Alphabet.Size;
        Near([.. Enumerable.Range(0, document.Length).Select(i => expected[i * size + document.Symbols.Span[i]])], [.. ensemble.Score([document], 2)[0].Select(nats => Math.Exp(-nats))]);
        Near(expected, Follow(ensemble, document));

        var path = Path.Combine(_folder, "model.safetensors");
        ensemble.Save(path);
        Near(expected, Predict(ModelFile.Load(path), document));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Members_learn_from_different_documents_and_together_from_all()
    {
        var parts = new EnsembleTrainer(Trainer("ngram"), 3).Parts(Mixed, Key);
        Assert.Equal(Mixed.Documents.Count, parts.Sum(part => part.Documents.Count));
        Assert.Equal(Mixed.Documents.Count, parts.SelectMany(part => part.Documents).Select(document => document.Symbols).Distinct().Count());
        Assert.True(parts.Max(part => part.Documents.Count) - parts.Min(part => part.Documents.Count) <= 1);
    }

    [Fact]
    public void All_members_together_make_the_steps_of_one()
    {
        var settings = new Ensemble(4).Change(new TrainingOptions { Steps = 40, Batch = 2, Sequence = 10 });
        var trained = new EnsembleTrainer(new GruTrainer(new() { Hidden = 8, Embedding = 4 }, settings), 4).Train(Task);
        Assert.Equal((40, 40 * 20L), (trained.Steps, trained.CharactersRead));
    }

    [Fact]
    public void Each_member_writes_its_share()
    {
        // Members that know one character each sign what they write.
        var members = Enumerable.Range(0, 3).Select(i => Train(new Corpus(Real.Alphabet, [new Document(Enumerable.Repeat((ushort)i, 500).ToArray(), Provenance.Real("x"))]), order: 1)).ToArray();
        var text = new Ensemble(3, EnsembleWriting.Shares).Around(Writer).Generate(new EnsembleModel(members), new() { Characters = 1790, DocumentLength = DocumentLength, Random = Key, Provenance = Provenance.Synthetic(1, "x") });
        Assert.Equal(1790, text.Characters);
        Assert.Equal([0, 0, 0, 1, 1, 1, 2, 2, 2], text.Documents.Select(document => document.Symbols.ToArray().GroupBy(symbol => symbol).MaxBy(group => group.Count())!.Key).Select(x => (int)x));
    }

    [Fact]
    public void An_ensemble_goes_on_from_its_members()
    {
        var trainer = new EnsembleTrainer(Trainer("gru"), 2);
        var start = trainer.Train(Task).Model;
        Assert.True(Nats(trainer.Train(Task with { Start = start }).Model, Real.HeldOut) < Nats(start, Real.HeldOut));
    }

    [Fact]
    public void A_damaged_file_is_refused()
    {
        var path = Path.Combine(_folder, "model.safetensors");
        new EnsembleTrainer(Trainer("ngram"), 2).Train(Task).Model.Save(path);
        var bytes = File.ReadAllBytes(path);
        bytes[^3] ^= 1;
        File.WriteAllBytes(path, bytes);
        Assert.Contains("damaged", Assert.Throws<InputException>(() => ModelFile.Load(path)).Message);
    }

    private static readonly TrainingTask Task = new() { Corpus = Real.Training, Validation = Real.Training.Take(0), Random = Key };

    private static ILanguageModelTrainer Trainer(string kind)
    {
        var settings = new TrainingOptions { Steps = 20, Batch = 4, Sequence = 16, LearningRate = 1e-2 };
        return kind switch
        {
            "gru" => new GruTrainer(new() { Hidden = 16, Embedding = 8 }, settings),
            "transformer" => new TransformerTrainer(new() { Layers = 1, Heads = 2, Width = 16, Context = 16 }, settings),
            _ => new NgramTrainer(new() { Order = 3 }),
        };
    }

    private static double[] Predict(ILanguageModel model, Document document)
    {
        var logs = new float[document.Length * model.Alphabet.Size];
        model.Predict(document.Symbols.Span, logs);
        return [.. logs.Select(log => Math.Exp(log))];
    }

    /// <summary>The same through the interface that writes.</summary>
    private static double[] Follow(ILanguageModel model, Document document)
    {
        using var continuation = model.Begin(2);
        var size = model.Alphabet.Size;
        var (rows, row) = (new List<double>(), new float[2 * size]);
        foreach (var symbol in document.Symbols.Span)
        {
            continuation.Next(row);
            rows.AddRange(row.AsSpan(size).ToArray().Select(log => Math.Exp(log)));
            continuation.Append([-1, symbol]);
        }
        return [.. rows];
    }

    private static double[] Mean(double[][] distributions) => [.. Enumerable.Range(0, distributions[0].Length).Select(i => distributions.Average(one => one[i]))];

    private static void Near(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-5);
    }
}
