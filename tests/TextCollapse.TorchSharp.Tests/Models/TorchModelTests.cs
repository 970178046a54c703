using TextCollapse.Corpora;
using TextCollapse.Models;
using TextCollapse.Models.Training;
using TextCollapse.Torch.Models;
using TextCollapse.Torch.Tests.Support;

namespace TextCollapse.Torch.Tests.Models;

public class TorchModelTests
{
    private static readonly TrainingOptions Settings = new() { Steps = 15, Batch = 8, Sequence = 24, LearningRate = 5e-3 };

    public static TheoryData<string> Kinds => Support.Kinds.All;

    private static Document Cut(Document document, int length) => document with { Symbols = document.Symbols[..length] };

    private static TorchModel Train(string kind) => (TorchModel)Support.Kinds.Torch(kind, Settings).Train(Support.Kinds.Task()).Model;

    [TorchTheory, MemberData(nameof(Kinds))]
    public void A_saved_model_is_read_by_either_engine_and_comes_back_byte_for_byte(string kind)
    {
        using var folder = new Temporary();
        var model = Train(kind);
        model.Save(folder["torch"]);
        var managed = ModelFile.Load(folder["torch"]);
        managed.Save(folder["managed"]);
        using var again = TorchModel.Load(folder["managed"], "cpu");
        again.Save(folder["again"]);
        Assert.Equal(File.ReadAllBytes(folder["torch"]), File.ReadAllBytes(folder["again"]));
        var text = Texts.Words(1, 70).Documents[0].Symbols.Span;
        Same.Within(1e-5, Support.Kinds.Predict(again, text), Support.Kinds.Predict(managed, text));
        Assert.Equal(Support.Kinds.Predict(model, text), Support.Kinds.Predict(again, text));
    }

    [TorchTheory, MemberData(nameof(Kinds))]
    public void Scores_are_those_of_the_managed_engine_for_documents_of_any_length(string kind)
    {
        using var folder = new Temporary();
        using var model = Train(kind);
        model.Save(folder["model"]);
        var managed = ModelFile.Load(folder["model"]);
        int[] lengths = [0, 1, 2, 11, 12, 23, 24, 25, 36, 37, 300, 600];
        Document[] documents = [.. lengths.Select((length, i) => Cut(Texts.Words(1, Math.Max(1, length), i).Documents[0], length))];
        var (ours, theirs) = (model.Score(documents, 2), managed.Score(documents, 2));
        for (var document = 0; document < documents.Length; document++)
        {
            Assert.Equal(lengths[document], ours[document].Length);
            for (var position = 0; position < ours[document].Length; position++)
                Assert.Equal(theirs[document][position], ours[document][position], 2e-5);
        }
        Assert.Equal(ours, model.Score(documents, 1));
    }

    [TorchTheory, MemberData(nameof(Kinds))]
    public void What_is_continued_is_what_is_predicted_whoever_waits_and_whoever_is_copied(string kind)
    {
        using var model = Train(kind);
        const int streams = 5, steps = 70;
        var vocabulary = model.Alphabet.Size;
        var random = Texts.Key.Stream("continue");
        var texts = Enumerable.Range(0, streams).Select(_ => new List<ushort>()).ToArray();
        using var continuation = model.Begin(streams);
        var logits = new float[streams * vocabulary];
        var symbols = new int[streams];
        for (var step = 0; step < steps; step++)
        {
            for (var stream = 0; stream < streams; stream++)
            {
                symbols[stream] = random.NextInt(step < 30 ? 1000 : 4) == 0 ? -1 : random.NextInt(vocabulary);
                if (symbols[stream] >= 0)
                    texts[stream].Add((ushort)symbols[stream]);
            }
            continuation.Append(symbols);
            if (step == 40)
            {
                continuation.Copy(1, 3);
                texts[3] = [.. texts[1]];
            }
        }
        continuation.Append([-1, -1, -1, -1, -1]);
        continuation.Next(logits);
        for (var stream = 0; stream < streams; stream++)
        {
            texts[stream].Add(0);
            var predicted = Support.Kinds.Predict(model, [.. texts[stream]])[^vocabulary..];
            var row = logits[(stream * vocabulary)..((stream + 1) * vocabulary)];
            var sum = Math.Log(row.Sum(logit => Math.Exp(logit)));
            Same.Within(1e-5, [.. row.Select(logit => (float)(logit - sum))], predicted, $"Stream {stream}");
        }
    }

    [TorchTheory, MemberData(nameof(Kinds))]
    public void A_continuation_goes_side_by_side_with_the_managed_engines(string kind)
    {
        using var folder = new Temporary();
        using var model = Train(kind);
        model.Save(folder["model"]);
        using var ours = model.Begin(2);
        using var theirs = ModelFile.Load(folder["model"]).Begin(2);
        var (a, b) = (new float[2 * model.Alphabet.Size], new float[2 * model.Alphabet.Size]);
        for (var step = 0; step < 60; step++)
        {
            ours.Next(a);
            theirs.Next(b);
            Same.Within(1e-5, a, b, $"Step {step}");
            int[] symbols = [step % 11, step * step % 11];
            ours.Append(symbols);
            theirs.Append(symbols);
        }
    }

    [TorchFact]
    public void Weights_of_another_shape_are_refused_before_libtorch_sees_them()
    {
        using var folder = new Temporary();
        using var model = Train("transformer");
        var file = model.ToFile();
        file.Metadata["context"] = "25";
        file.Write(folder["model"]);
        var refusal = Assert.Throws<InputException>(() => TorchModel.Load(folder["model"], "cpu"));
        Assert.Contains("transformer.wpe.weight' has the shape [24, 32]; expected [25, 32]", refusal.Message);
    }

    [TorchFact]
    public void Damaged_files_and_other_kinds_are_refused()
    {
        using var folder = new Temporary();
        using var model = Train("transformer");
        model.Save(folder["model"]);
        var bytes = File.ReadAllBytes(folder["model"]);
        File.WriteAllBytes(folder["short"], bytes[..^100]);
        Assert.Throws<InputException>(() => TorchModel.Load(folder["short"], "cpu"));
        Assert.Throws<InputException>(() => TorchModel.Load(folder["nowhere"], "cpu"));
        var other = new SafeTensors("ngram");
        other.Write(folder["ngram"]);
        Assert.Contains("engine: managed", Assert.Throws<InputException>(() => TorchModel.Load(folder["ngram"], "cpu")).Message);
        var broken = model.ToFile();
        broken.Metadata["heads"] = "5";
        broken.Write(folder["heads"]);
        Assert.Contains("heads", Assert.Throws<InputException>(() => TorchModel.Load(folder["heads"], "cpu")).Message);
    }

    [TorchTheory, MemberData(nameof(Kinds))]
    public void Symbols_outside_the_alphabet_are_refused_before_libtorch_sees_them(string kind)
    {
        using var model = Train(kind);
        Assert.Throws<InputException>(() => model.Score([new Document(new ushort[] { 3, 11 }, default)], 1));
        using var continuation = model.Begin(2);
        Assert.Throws<ArgumentOutOfRangeException>(() => continuation.Append([1, 11]));
        Assert.Throws<ArgumentException>(() => continuation.Append([1]));
        Assert.Throws<ArgumentException>(() => continuation.Next(new float[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Begin(0));
    }
}
