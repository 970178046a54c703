using System.Text;

namespace TextCollapse.Corpora;

/// <summary>
/// The characters (Unicode scalars) of the real training text in order of their code points, numbered 0 … <see cref="Size"/> − 1.
/// <see cref="Boundary"/> = <see cref="Size"/> marks the start of a document for models; it is never predicted, generated or counted.
/// </summary>
public sealed class Alphabet : IEquatable<Alphabet>
{
    /// <summary>The largest alphabet whose symbols and boundary fit 16 bits.</summary>
    public const int Largest = ushort.MaxValue - 1;

    private readonly Dictionary<int, ushort> _symbols;

    private Alphabet(Rune[] characters)
    {
        if (characters.Length is 0 or > Largest)
            throw new InputException("alphabet", $"{characters.Length} different characters; an alphabet has 1 to {Largest}.");
        Characters = characters;
        _symbols = new Dictionary<int, ushort>(characters.Length);
        foreach (var character in characters)
            _symbols.Add(character.Value, (ushort)_symbols.Count);
    }

    /// <summary>The characters by symbol.</summary>
    public IReadOnlyList<Rune> Characters { get; }

    /// <summary>V: the number of characters.</summary>
    public int Size => Characters.Count;

    /// <summary>The symbol that precedes the first character of every document: V.</summary>
    public ushort Boundary => (ushort)Size;

    /// <summary>The alphabet of all characters in <paramref name="texts"/>.</summary>
    /// <exception cref="InputException">There are no characters, or more than <see cref="Largest"/>.</exception>
    public static Alphabet Of(IEnumerable<string> texts)
    {
        var seen = new HashSet<int>();
        foreach (var text in texts)
            foreach (var rune in text.EnumerateRunes())
                seen.Add(rune.Value);
        return new Alphabet([.. seen.Order().Select(value => new Rune(value))]);
    }

    /// <summary>The alphabet of the characters of one string; the inverse of <see cref="ToString"/>.</summary>
    public static Alphabet Parse(string characters) => Of([characters]);

    /// <summary>Encodes a text as symbols; characters outside the alphabet are dropped and counted in <paramref name="outside"/>.</summary>
    public ushort[] Encode(string text, out long outside)
    {
        outside = 0;
        var symbols = new ushort[text.Length];
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
            if (_symbols.TryGetValue(rune.Value, out var symbol))
                symbols[length++] = symbol;
            else
                outside++;
        return length == symbols.Length ? symbols : symbols[..length];
    }

    /// <summary>Decodes symbols to text.</summary>
    public string Decode(ReadOnlySpan<ushort> symbols)
    {
        var text = new StringBuilder(symbols.Length);
        foreach (var symbol in symbols)
            text.Append(Characters[symbol].ToString());
        return text.ToString();
    }

    /// <summary>All characters in order, as one string.</summary>
    public override string ToString() => string.Concat(Characters);

    /// <inheritdoc/>
    public bool Equals(Alphabet? other) => other is not null && Characters.SequenceEqual(other.Characters);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Alphabet);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(ToString(), StringComparison.Ordinal);
}
