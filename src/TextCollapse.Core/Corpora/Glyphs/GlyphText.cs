using System.Text;
using TextCollapse.Randomness;

namespace TextCollapse.Corpora.Glyphs;

/// <summary>
/// <c>glyphs:</c> – images as text: digits drawn as <see cref="Size"/> lines of <see cref="Size"/> characters. Each has its own slant,
/// size, position and stroke width, and some flipped pixels. A document has as many digits as needed to reach its length, separated by
/// blank lines; at a length of <see cref="Length"/> each document is one digit.
/// </summary>
public sealed class GlyphText : IDrawnText
{
    /// <summary>The number of lines, and of characters per line.</summary>
    public const int Size = 12;

    /// <summary>Characters of one digit: its lines, their line ends, and the blank line after it.</summary>
    public const int Length = Size * (Size + 1) + 1;

    /// <summary>The characters of a pixel with ink and of one without.</summary>
    public const char Ink = '#', Paper = '.';

    private const double Noise = 0.01;

    /// <summary>The description of this kind of source.</summary>
    internal static TextSourceKind Kind { get; } = new("glyphs", "glyphs:",
        "Images as text: digits drawn as 12 lines of 12 characters, each in its own style.",
        (_, rest) => rest?.Length == 0 ? new GlyphText() : null);

    /// <inheritdoc/>
    public string Name => "glyphs:";

    /// <inheritdoc/>
    public Alphabet Alphabet { get; } = Alphabet.Parse($"\n{Ink}{Paper}");

    /// <inheritdoc/>
    public double? EntropyPerCharacter => null;

    /// <inheritdoc/>
    public string Draw(ref RandomStream random, int documentLength)
    {
        var text = new StringBuilder(documentLength + Length);
        do
            Write(Draw(random.NextInt(10), ref random), text);
        while (text.Length < documentLength);
        return text.ToString();
    }

    /// <summary>Draws a digit 0 … 9 in a random style.</summary>
    public static Glyph Draw(int digit, ref RandomStream random)
    {
        double slant = 0.5 * (random.NextDouble() - 0.5), width = 6 + 2 * random.NextDouble(), height = 8.5 + 1.5 * random.NextDouble();
        double left = (Size - width) / 2 + random.NextDouble() - 0.5, top = (Size - height) / 2 + random.NextDouble() - 0.5, radius = 0.55
            + 0.4 * random.NextDouble();
        var glyph = new Glyph();
        var strokes = GlyphStrokes.Of(digit);
        for (var y = 0; y < Size; y++)
            for (var x = 0; x < Size; x++)
            {
                var inked = false;
                for (var i = 1; i < strokes.Count && !inked; i++)
                    inked = Distance(x + 0.5, y + 0.5, Place(strokes[i - 1]), Place(strokes[i])) <= radius;
                glyph[x, y] = inked != random.NextDouble() < Noise;
            }
        return glyph;

        (double X, double Y) Place((double X, double Y) point) =>
            (left + width * (point.X + slant * (0.5 - point.Y)), top + height * point.Y);
    }

    private static void Write(Glyph glyph, StringBuilder text)
    {
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
                text.Append(glyph[x, y] ? Ink : Paper);
            text.Append('\n');
        }
        text.Append('\n');
    }

    private static double Distance(double x, double y, (double X, double Y) from, (double X, double Y) to)
    {
        double dx = to.X - from.X, dy = to.Y - from.Y;
        var along = Math.Clamp(((x - from.X) * dx + (y - from.Y) * dy) / (dx * dx + dy * dy), 0, 1);
        return double.Hypot(x - from.X - along * dx, y - from.Y - along * dy);
    }
}
