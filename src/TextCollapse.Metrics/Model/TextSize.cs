using System.Text;

namespace TextCollapse.Metrics.Model;

/// <summary>
/// The length of a text in three units that are often confused. Bits per byte and bits per character differ by the number of bytes per
/// character.
/// </summary>
/// <param name="Scalars">Unicode scalars: characters.</param>
/// <param name="Utf8Bytes">Bytes in UTF-8.</param>
/// <param name="Utf16Units">UTF-16 code units, C# chars.</param>
public readonly record struct TextSize(long Scalars, long Utf8Bytes, long Utf16Units)
{
    /// <summary>The sizes of one text.</summary>
    public static TextSize Of(string text) => new(text.EnumerateRunes().Count(), Encoding.UTF8.GetByteCount(text), text.Length);

    /// <summary>Total NLL (nats) in bits per UTF-8 byte; undefined for an empty text.</summary>
    public Measurement BitsPerByte(double nll) => Measurement.Ratio(nll / Math.Log(2), Utf8Bytes, "the text is empty");

    /// <summary>Total NLL (nats) in bits per character; undefined for an empty text.</summary>
    public Measurement BitsPerCharacter(double nll) => Measurement.Ratio(nll / Math.Log(2), Scalars, "the text is empty");
}
