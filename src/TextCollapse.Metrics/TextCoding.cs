using System.Text;

namespace TextCollapse.Metrics;

/// <summary>The unit of a character.</summary>
public enum TextUnit
{
    /// <summary>A Unicode scalar: the default unit.</summary>
    Scalar,

    /// <summary>A byte of UTF-8.</summary>
    Byte,

    /// <summary>A UTF-16 code unit: a char in C# and Java.</summary>
    Utf16,
}

/// <summary>
/// Encodes strings as symbols of one unit. Texts that are compared must share a coding, so that equal characters have equal numbers.
/// </summary>
/// <param name="unit">The unit of a symbol.</param>
public sealed class TextCoding(TextUnit unit)
{
    private readonly Dictionary<int, ushort> _scalars = [];

    /// <summary>The unit of a symbol.</summary>
    public TextUnit Unit => unit;

    /// <summary>The symbols of a text: bytes, UTF-16 units, or scalars numbered by first occurrence.</summary>
    /// <exception cref="InputException">More than 65,535 different scalars occur.</exception>
    public ushort[] Encode(string text) => unit switch
    {
        TextUnit.Byte => Array.ConvertAll(Encoding.UTF8.GetBytes(text), value => (ushort)value),
        TextUnit.Utf16 => [.. text.Select(value => (ushort)value)],
        _ => EncodeScalars(text),
    };

    private ushort[] EncodeScalars(string text)
    {
        var symbols = new ushort[text.Length];
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (!_scalars.TryGetValue(rune.Value, out var symbol))
            {
                if (_scalars.Count == ushort.MaxValue)
                    throw new InputException("text",
                        $"more than {ushort.MaxValue} different characters occur; measure it with --unit byte or --unit utf16.");
                _scalars.Add(rune.Value, symbol = (ushort)_scalars.Count);
            }
            symbols[length++] = symbol;
        }
        return length == symbols.Length ? symbols : symbols[..length];
    }
}
