using System.Numerics;
using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Models;
using TextCollapse.Models.Decoding;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>
/// Rejects near-duplicates: a document that resembles an earlier one of the same text (Broder 1997: the number of distinct n-grams in both
/// over the number in either) is generated again, a bounded number of times; a document that still resembles another one after that is
/// kept.
/// </summary>
/// <param name="Resemblance">The resemblance from which a document is generated again, above 0 to 1.</param>
/// <param name="Length">n, characters.</param>
/// <param name="Redraws">The maximum number of redraws, ≥ 0.</param>
[Component("near-duplicates",
    "a document that resembles an earlier one of the same text is generated again, a limited number of times",
    Paper = "Broder 1997")]
public sealed record NearDuplicates(
    [property: Option("shared n-grams over all n-grams of both, from which it is generated again", Min = 0, MinExcluded = true, Max = 1)]
        double Resemblance = 0.2,
    [property: Option("n, in characters", Min = 1, Max = 1000)] int Length = 8,
    [property: Option("maximum number of redraws", Min = 0, Max = 1000)] int Redraws = 5) : IWriterMitigation, ICheckedMitigation
{
    /// <inheritdoc/>
    public ITextWriter Around(ITextWriter writer) => new Rejecting(this, writer);

    /// <summary>The numbers of the documents that resemble an earlier one, in order.</summary>
    public IReadOnlyList<int> Find(IReadOnlyList<Document> documents)
    {
        var holders = new Dictionary<ulong, List<int>>();
        var sizes = new int[documents.Count];
        var found = new List<int>();
        for (var number = 0; number < documents.Count; number++)
        {
            var grams = Grams(documents[number].Symbols.Span);
            sizes[number] = grams.Count;
            var shared = new Dictionary<int, int>();
            foreach (var gram in grams)
                foreach (var holder in holders.GetValueOrDefault(gram) ?? [])
                    shared[holder] = shared.GetValueOrDefault(holder) + 1;
            if (shared.Any(pair => pair.Value >= Resemblance * (sizes[number] + sizes[pair.Key] - pair.Value)))
                found.Add(number);
            else
                foreach (var gram in grams)
                    (holders.TryGetValue(gram, out var list) ? list : holders[gram] = []).Add(number);
        }
        return found;
    }

    /// <summary>The n-grams as 64-bit hashes; two different n-grams collide with probability 2⁻⁶⁴.</summary>
    private HashSet<ulong> Grams(ReadOnlySpan<ushort> symbols)
    {
        var grams = new HashSet<ulong>();
        for (var start = 0; start + Length <= symbols.Length; start++)
        {
            var hash = 0xCBF29CE484222325UL;
            foreach (var symbol in symbols.Slice(start, Length))
                hash = BitOperations.RotateLeft((hash ^ symbol) * 0x9E3779B97F4A7C15UL, 29);
            grams.Add(hash);
        }
        return grams;
    }

    private sealed class Rejecting(NearDuplicates rule, ITextWriter writer) : ITextWriter
    {
        public Corpus Generate(ILanguageModel model, GenerationTask task, CancellationToken cancellation)
        {
            var text = writer.Generate(model, task, cancellation);
            for (var round = 1; round <= rule.Redraws && rule.Find(text.Documents) is { Count: > 0 } similar; round++)
            {
                var again = writer.Generate(model, task with
                {
                    Characters = (long)similar.Count * task.DocumentLength,
                    Random = task.Random with { Arm = FormattableString.Invariant($"{task.Random.Arm} redraw {round}") },
                    Progress = null,
                }, cancellation);
                var documents = text.Documents.ToArray();
                for (var i = 0; i < similar.Count; i++)
                    documents[similar[i]] = again.Documents[i] with
                    {
                        Symbols =
                        again.Documents[i].Symbols[..documents[similar[i]].Length]
                    };
                text = new Corpus(text.Alphabet, documents);
            }
            return text;
        }
    }

    /// <inheritdoc/>
    public IEnumerable<Problem> Check(ArmOptions arm) => Requirement.RandomDrafts(arm);
}
