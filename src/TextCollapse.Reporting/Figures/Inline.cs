using TextCollapse.Files;

namespace TextCollapse.Reporting.Figures;

/// <summary>Output of the figures of a lesson: inline in a notebook, or else as files in the current folder.</summary>
public static class Inline
{
    /// <summary>Shows a figure; the host of a notebook replaces this action.</summary>
    public static Action<Figure> Show { get; set; } = figure =>
    {
        AtomicFile.WriteText($"{figure.Name}.svg", figure.File());
        Console.WriteLine($"[figure: {figure.Name}.svg]");
    };
}
