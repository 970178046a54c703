using Microsoft.AspNetCore.Components;

namespace TextCollapse.Reporting.Report;

/// <summary>A field of a table.</summary>
/// <param name="Content">What is shown.</param>
/// <param name="IsNumber">True for a number, or for a dash in place of one.</param>
public readonly record struct Field(RenderFragment Content, bool IsNumber)
{
    /// <summary>Trusted text of this program.</summary>
    public static implicit operator Field(string text) => new(builder => builder.AddContent(0, text), StartsNumber(text));

    /// <summary>An integer.</summary>
    public static implicit operator Field(long number) => Format.Number(number, "F0");

    /// <summary>Untrusted text.</summary>
    public static Field Foreign(string text) => new(builder =>
    {
        builder.OpenComponent<Foreign>(0);
        builder.AddComponentParameter(1, nameof(Report.Foreign.Text), text);
        builder.CloseComponent();
    }, StartsNumber(text));

    private static bool StartsNumber(string text) => text.Length > 0 && (char.IsAsciiDigit(text[0]) || text[0] is '−' or '+' or '–' or '<');
}
