using TextCollapse.Corpora;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mixing;

/// <summary>
/// <c>shuffled-real</c>, a control: the real text with the characters of each document in random order. Order-0 measurements must not
/// change; all of higher order must.
/// </summary>
[Component("shuffled-real", "control: the real text with the characters of each document in random order", ForClassroom = true)]
internal sealed record ShuffledReal : MixingStrategy
{
    public override int LooksBack => 0;

    public override Corpus Compose(MixingTask task) =>
        new(task.Real.Alphabet, [.. task.Real.Documents.Select((document, index) => Shuffle(document, index, task))]);

    public override double ExpectedRealShare(int generation) => 1;

    private static Document Shuffle(Document document, int index, MixingTask task)
    {
        var symbols = document.Symbols.ToArray();
        task.Random.Stream("shuffle", index).Shuffle(symbols.AsSpan());
        return document with { Symbols = symbols };
    }
}
