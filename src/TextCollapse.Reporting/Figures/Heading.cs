using System.Xml.Linq;

namespace TextCollapse.Reporting.Figures;

/// <summary>
/// The heading above a plot: the title, wrapped if needed, and a note or legend to its right or, if both do not fit, on a separate row.
/// </summary>
internal sealed class Heading
{
    private const double Row = 16, First = 14, Gap = 16;

    private readonly string[] _lines;

    /// <param name="title">The title.</param>
    /// <param name="width">Width of the whole figure in pixels.</param>
    /// <param name="note">Width of the note or legend in pixels; 0 for none.</param>
    /// <param name="right">Right end of the note.</param>
    public Heading(string title, double width, double note = 0, double right = 0)
    {
        _lines = [.. Svg.Wrap(title, width - 8)];
        IsBeside = note == 0 || 4 + Svg.WidthOf(_lines[^1]) + Gap + note <= right;
        NoteAt = First + Row * (_lines.Length - (IsBeside ? 1 : 0));
    }

    /// <summary>Whether the note is to the right of the title rather than below it.</summary>
    public bool IsBeside { get; }

    /// <summary>The baseline of the note.</summary>
    public double NoteAt { get; }

    /// <summary>Additional height in pixels compared with a heading of one row.</summary>
    public double Extra => NoteAt - First;

    /// <summary>The title.</summary>
    public IEnumerable<XElement> Title => _lines.Select((line, i) => Svg.Text(4, First + Row * i, line));

    /// <summary>A note as text: right-aligned beside the title, or left-aligned below it.</summary>
    public XElement? Note(string note, double right)
    {
        if (note.Length == 0)
            return null;
        return IsBeside ? Svg.Text(right, NoteAt, note, "end") : Svg.Text(4, NoteAt, note);
    }
}
