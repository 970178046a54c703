using System.Security.Cryptography;
using System.Text;
using TextCollapse.Randomness;

namespace TextCollapse.Experiments.Analysis;

/// <summary>A document that was kept of a generation.</summary>
/// <param name="Index">Its number among all documents of the generation.</param>
/// <param name="Text">The text.</param>
/// <param name="Units">The text as it is counted, a character for each unit.</param>
/// <param name="Length">Units.</param>
/// <param name="Nats">Its negative log-probability under its own model.</param>
internal sealed record KeptDocument(long Index, string Text, string Units, int Length, Measurement Nats)
{
    /// <summary>Its characters (Unicode scalars), however it is counted.</summary>
    public int Characters { get; init; } = Length;
}

/// <summary>
/// The documents of a generation, at most so many characters of them: whole documents drawn by chance, the same ones for the same order of
/// documents. Memory is that of what is kept.
/// </summary>
/// <param name="most">Characters to keep.</param>
/// <param name="key">Fixes which documents are drawn.</param>
internal sealed class DocumentSample(long most, RandomKey key)
{
    /// <summary>What other programs write where there is no text.</summary>
    private static readonly string[] Nothing = ["nan", "NaN", "None", "null", "NULL", "<NA>"];

    private readonly PriorityQueue<KeptDocument, ulong> _kept = new(Comparer<ulong>.Create((one, other) => other.CompareTo(one)));
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private RandomStream _priorities = key.Stream("documents");
    private List<KeptDocument>? _drawn;
    private string? _identity;

    /// <summary>Documents with text.</summary>
    public long Documents { get; private set; }

    /// <summary>Characters of all documents.</summary>
    public long Characters { get; private set; }

    /// <summary>Documents without text.</summary>
    public long Empty { get; private set; }

    /// <summary>Documents that hold nothing but a word for nothing, such as <c>NaN</c>.</summary>
    public long Missing { get; private set; }

    /// <summary>Units that were kept: characters until they are recoded.</summary>
    public long KeptUnits { get; private set; }

    /// <summary>The hash of all documents.</summary>
    public string Identity => _identity ??= Convert.ToHexString(_hash.GetHashAndReset());

    /// <summary>Adds the next document.</summary>
    public void Add(string text, Measurement nats)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            Empty++;
            return;
        }
        if (Nothing.Contains(text))
        {
            Missing++;
            return;
        }
        // A lone surrogate, which JSON can spell, becomes the replacement character.
        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') >= 0)
            text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        var length = LengthOf(text);
        _hash.AppendData(Encoding.UTF8.GetBytes(text));
        _kept.Enqueue(new(Documents++, text, text, length, nats), _priorities.NextUInt64());
        (Characters, KeptUnits) = (Characters + length, KeptUnits + length);
        while (KeptUnits > most && _kept.Count > 1)
            KeptUnits -= _kept.Dequeue().Length;
    }

    /// <summary>Counts what was kept in other units.</summary>
    public void Recode(UnitCoding coding)
    {
        _drawn = [.. ByChance().Select(document => coding.Encode(document.Text) is var units && ReferenceEquals(units, document.Text)
            ? document
            : document with { Units = units, Length = LengthOf(units) })];
        KeptUnits = _drawn.Sum(document => (long)document.Length);
    }

    /// <summary>Exactly so many units (the last document cut), or all there are: documents by chance, in the order of the text.</summary>
    public IReadOnlyList<KeptDocument> Take(long units) => Take(ByChance(), units);

    /// <summary>The same of some of the documents, which are in the order of chance.</summary>
    public static IReadOnlyList<KeptDocument> Take(IReadOnlyList<KeptDocument> byChance, long units)
    {
        var fits = byChance.Sum(document => (long)document.Length) <= units;
        var taken = new List<KeptDocument>();
        foreach (var document in fits ? byChance.OrderBy(document => document.Index) : byChance.AsEnumerable())
        {
            if (units <= 0)
                break;
            taken.Add(document.Length <= units ? document : Cut(document, (int)units));
            units -= document.Length;
        }
        return [.. taken.OrderBy(document => document.Index)];
    }

    /// <summary>The documents by chance, every other one: halves without a document in common.</summary>
    public (IReadOnlyList<KeptDocument> One, IReadOnlyList<KeptDocument> Other) Halves() =>
        ([.. ByChance().Where((_, i) => i % 2 == 0)], [.. ByChance().Where((_, i) => i % 2 == 1)]);

    private static int LengthOf(string text) => text.EnumerateRunes().Count();

    private static KeptDocument Cut(KeptDocument document, int units)
    {
        var end = 0;
        for (var left = units; left > 0; left--)
            end += char.IsHighSurrogate(document.Units[end]) ? 2 : 1;
        var kept = document.Units[..end];
        return document with
        {
            Text = ReferenceEquals(document.Units, document.Text) ? kept : document.Text,
            Units = kept,
            Length = units,
            Nats = Measurement.Undefined("the document was cut"),
        };
    }

    private List<KeptDocument> ByChance() =>
        _drawn ??= [.. _kept.UnorderedItems.OrderBy(item => item.Priority).Select(item => item.Element)];
}
