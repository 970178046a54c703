using TextCollapse.Files;

namespace TextCollapse.Reporting.Figures;

/// <summary>Where the figures of a lesson go: into the notebook that shows it, or else into files beside it.</summary>
public static class Inline
{
    /// <summary>Shows a figure; a notebook's host puts its own way here.</summary>
    public static Action<Figure> Show { get; set; } = figure =>
    {
        AtomicFile.WriteText($"{figure.Name}.svg", figure.File());
        Console.WriteLine($"[figure: {figure.Name}.svg]");
    };
}
