using System.Numerics;

namespace TextCollapse.Corpora.Glyphs;

/// <summary>One image of <see cref="GlyphText.Size"/> by <see cref="GlyphText.Size"/> pixels.</summary>
public struct Glyph : IEquatable<Glyph>
{
    private const int MinLines = 8;

    private ulong _top, _middle, _bottom;

    /// <summary>Whether a pixel has ink.</summary>
    public bool this[int x, int y]
    {
        readonly get
        {
            var (word, bit) = Math.DivRem(y * GlyphText.Size + x, 48);
            var bits = word switch { 0 => _top, 1 => _middle, _ => _bottom };
            return (bits >> bit & 1) != 0;
        }
        set
        {
            var (word, bit) = Math.DivRem(y * GlyphText.Size + x, 48);
            ref var bits = ref _bottom;
            if (word == 0)
                bits = ref _top;
            else if (word == 1)
                bits = ref _middle;
            bits = value ? bits | 1UL << bit : bits & ~(1UL << bit);
        }
    }

    /// <summary>The same image with its ink centred vertically, as <see cref="Read"/> returns images.</summary>
    public readonly Glyph Centre()
    {
        var picture = this;
        return Centred([.. Enumerable.Range(0, GlyphText.Size)
            .Select(y =>
            string.Concat(Enumerable.Range(0, GlyphText.Size).Select(x => picture[x, y] ? GlyphText.Ink : GlyphText.Paper)))])!.Value;
    }

    /// <summary>The number of pixels in which two images differ.</summary>
    public readonly int Distance(Glyph other)
        => BitOperations.PopCount(_top ^ other._top) + BitOperations.PopCount(_middle ^ other._middle)
            + BitOperations.PopCount(_bottom ^ other._bottom);

    /// <summary>
    /// Reads the images of a text: the blocks between blank lines, with their ink centred vertically. A block with a line that is not
    /// twelve pixels long, or with more than twelve lines of ink, is null. A last block of fewer than eight lines is an image truncated by
    /// the end of the document and is skipped.
    /// </summary>
    public static IEnumerable<Glyph?> Read(string text)
    {
        var blocks = text.Split("\n\n");
        for (var i = 0; i < blocks.Length; i++)
        {
            var lines = blocks[i].Split('\n', StringSplitOptions.RemoveEmptyEntries);
            if (i + 1 == blocks.Length && lines.Length > 0 && lines[^1].Length < GlyphText.Size)
                lines = lines[..^1];
            if (lines.Length >= MinLines || i + 1 < blocks.Length && lines.Length > 0)
                yield return Centred(lines);
        }
    }

    private static Glyph? Centred(string[] lines)
    {
        if (lines.Any(line => line.Length != GlyphText.Size || line.AsSpan().ContainsAnyExcept(GlyphText.Ink, GlyphText.Paper)))
            return null;
        var first = Array.FindIndex(lines, line => line.Contains(GlyphText.Ink));
        var rows = first < 0 ? 0 : Array.FindLastIndex(lines, line => line.Contains(GlyphText.Ink)) - first + 1;
        if (rows > GlyphText.Size)
            return null;
        var glyph = new Glyph();
        for (var y = 0; y < rows; y++)
            for (var x = 0; x < GlyphText.Size; x++)
                glyph[x, y + (GlyphText.Size - rows) / 2] = lines[first + y][x] == GlyphText.Ink;
        return glyph;
    }

    /// <inheritdoc/>
    public readonly bool Equals(Glyph other) => Distance(other) == 0;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Glyph other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => HashCode.Combine(_top, _middle, _bottom);
}
