using System.Xml.Linq;

namespace TextCollapse.Reporting.Figures;

/// <summary>
/// What stands above a plot: its title, on as many lines as it needs, and a note or a legend beside it or, where both do not fit, in a row
/// of its own.
/// </summary>
internal sealed class Heading
{
    private const double Row = 16, First = 14, Apart = 16;

    private readonly string[] _lines;

    /// <param name="title">The title.</param>
    /// <param name="width">Pixels of the whole figure.</param>
    /// <param name="note">Pixels of what stands beside the title; 0 for nothing.</param>
    /// <param name="right">Where the note ends.</param>
    public Heading(string title, double width, double note = 0, double right = 0)
    {
        _lines = [.. Svg.Wrap(title, width - 8)];
        IsBeside = note == 0 || 4 + Svg.WidthOf(_lines[^1]) + Apart + note <= right;
        NoteAt = First + Row * (_lines.Length - (IsBeside ? 1 : 0));
    }

    /// <summary>Whether the note stands beside the title, and not below it.</summary>
    public bool IsBeside { get; }

    /// <summary>The baseline of the note.</summary>
    public double NoteAt { get; }

    /// <summary>Pixels that the plot has to give way beyond a heading of one row.</summary>
    public double Extra => NoteAt - First;

    /// <summary>The title.</summary>
    public IEnumerable<XElement> Title => _lines.Select((line, i) => Svg.Text(4, First + Row * i, line));

    /// <summary>A note in words: at the right beside the title, at the left below it.</summary>
    public XElement? Note(string note, double right)
    {
        if (note.Length == 0)
            return null;
        return IsBeside ? Svg.Text(right, NoteAt, note, "end") : Svg.Text(4, NoteAt, note);
    }
}
