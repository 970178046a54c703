using System.Runtime.ExceptionServices;
using TextCollapse.Corpora;

namespace TextCollapse.Models.Decoding;

/// <summary>
/// Writes documents with a model. Documents are written side by side in fixed groups, each group by one thread, and each document draws
/// from a
/// random stream of its own: the same task gives the same text whatever the number of threads.
/// </summary>
public sealed class Decoder : ITextWriter
{
    private readonly DecodingOptions _settings;

    /// <summary>A decoder with these settings.</summary>
    /// <exception cref="InputException">The settings are wrong.</exception>
    public Decoder(DecodingOptions settings)
    {
        if (settings.Validate() is { Count: > 0 } problems)
            throw new InputException(problems);
        _settings = settings;
    }

    /// <summary>
    /// Writes exactly <see cref="GenerationTask.Characters"/> characters, in documents of <see cref="GenerationTask.DocumentLength"/> of
    /// which
    /// only the last may be shorter. The boundary is never written.
    /// </summary>
    /// <exception cref="InputException">The task is wrong.</exception>
    /// <exception cref="WorkFailedException">The model gave a row that nothing can be drawn from; the message says where.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public Corpus Generate(ILanguageModel model, GenerationTask task, CancellationToken cancellation = default)
    {
        if (Problems(model, task) is { Count: > 0 } problems)
            throw new InputException(problems);
        var texts = new ushort[checked((int)((task.Characters + task.DocumentLength - 1) / task.DocumentLength))][];
        for (var document = 0; document < texts.Length; document++)
            texts[document] = new ushort[Math.Min(task.DocumentLength, task.Characters - (long)document * task.DocumentLength)];

        // Without random numbers documents differ by their prompt alone.
        var different = !_settings.IsDeterministic ? texts.Length
            : Math.Min(texts.Length, _settings.Prompt == 0 ? 1 : task.Prompts!.Documents.Count);
        var documentsPerShard = _settings.Beam > 1 ? Math.Max(1, model.StreamsAtOnce / _settings.Beam) : model.StreamsAtOnce;
        var shards = (different + documentsPerShard - 1) / documentsPerShard;
        try
        {
            Parallel.For(0, shards, new ParallelOptions { MaxDegreeOfParallelism = task.Threads, CancellationToken = cancellation },
                () => new Lazy<WeightCache>(() => new(model.Alphabet.Size)), (shard, _, cache) =>
            {
                var first = shard * documentsPerShard;
                var writing = new DocumentBatch(model, _settings, task, first,
                    texts.AsMemory(first, Math.Min(documentsPerShard, different - first)), cache);
                if (_settings.Beam > 1)
                    BeamSearch.Write(writing, _settings, cancellation);
                else
                    Sampling.Write(writing, _settings, cancellation);
                return cache;
            }, _ => { });
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }
        for (var document = different; document < texts.Length; document++)
            texts[document % different].AsSpan(0, texts[document].Length).CopyTo(texts[document]);
        return new Corpus(model.Alphabet, [.. texts.Select(text => new Document(text, task.Provenance))]);
    }

    private List<Problem> Problems(ILanguageModel model, GenerationTask task)
    {
        var problems = new List<Problem>();
        if (task.Characters < 0)
            problems.Add(
                new Problem("generation", FormattableString.Invariant($"{task.Characters} characters to write; it is 0 or more.")));
        if (task.DocumentLength < 1)
            problems.Add(new Problem("generation",
                FormattableString.Invariant($"documents of {task.DocumentLength} characters; they have at least one.")));
        if (task.Threads < 1)
            problems.Add(new Problem("generation", FormattableString.Invariant($"{task.Threads} threads; at least one works.")));
        if (_settings.Prompt > 0 && task.Prompts is not { Documents.Count: > 0 })
            problems.Add(new Problem("decoding.prompt",
                FormattableString.Invariant($"asks for {_settings.Prompt} characters of real documents, but there is none to read from.")));
        else if (_settings.Prompt > 0 && !task.Prompts!.Alphabet.Equals(model.Alphabet))
            problems.Add(new Problem("decoding.prompt", "the documents to read from have another alphabet than the model."));
        return problems;
    }
}
