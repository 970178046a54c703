using System.Globalization;

namespace TextCollapse.Models.Decoding;

/// <summary>Neighbouring documents that one thread writes side by side with one continuation.</summary>
/// <param name="Model">The model that writes.</param>
/// <param name="Settings">How it writes.</param>
/// <param name="Task">What all shards write together.</param>
/// <param name="First">The number of the first document.</param>
/// <param name="Texts">The documents to fill; only the very last of a task is shorter than the others.</param>
/// <param name="Cache">For rows that follow from a state; the thread's own.</param>
internal sealed record DocumentBatch(ILanguageModel Model, DecodingOptions Settings, GenerationTask Task, int First, Memory<ushort[]> Texts,
    Lazy<WeightCache> Cache)
{
    /// <summary>The number of documents.</summary>
    public int Count => Texts.Length;

    /// <summary>The characters of the longest document.</summary>
    public int Length => Texts.Span[0].Length;

    /// <summary>The prompt of a document; empty without a prompt.</summary>
    public ReadOnlySpan<ushort> Prompt(int document)
    {
        if (Settings.Prompt == 0)
            return [];
        var documents = Task.Prompts!.Documents;
        var symbols = documents[(First + document) % documents.Count].Symbols.Span;
        return symbols[..Math.Min(Settings.Prompt, symbols.Length)];
    }

    /// <summary>
    /// Appends the prompt of its document to every stream; each document has <paramref name="streamsEach"/> consecutive streams.
    /// </summary>
    public void ReadPrompts(IDecodingSession continuation, int streamsEach)
    {
        var symbols = new int[Count * streamsEach];
        for (var position = 0; position < Settings.Prompt; position++)
        {
            for (var stream = 0; stream < symbols.Length; stream++)
            {
                var prompt = Prompt(stream / streamsEach);
                symbols[stream] = position < prompt.Length ? prompt[position] : -1;
            }
            continuation.Append(symbols);
        }
    }

    /// <summary>The exception for a row of logits that cannot be sampled from.</summary>
    public WorkFailedException Unusable(int document, int position, ReadOnlySpan<float> logits)
    {
        var (symbol, what) = (-1, "leaves no character possible");
        for (var i = 0; i < logits.Length && symbol < 0; i++)
            if (float.IsNaN(logits[i]) || float.IsPositiveInfinity(logits[i]))
                (symbol, what) = (i, float.IsNaN(logits[i]) ? "gave NaN (not a number)" : "gave +∞");
        var character = symbol < 0 ? "" : $" as the logit of '{Model.Alphabet.Characters[symbol]}'";
        return new WorkFailedException(string.Create(CultureInfo.InvariantCulture,
            $"The model ({Model.Card.Summary}) {what}{character} at character {position + 1} of document {First + document + 1} of "
                + $"generation {Task.Random.Generation}: its training diverged or its file is damaged. Train it again with a lower "
                + $"learning rate."));
    }
}
