using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using TextCollapse.Reporting.Figures;

namespace TextCollapse.Reporting.Report;

/// <summary>
/// A section of the report: its heading, its figures, and the markup of its Razor file. (It is public because Razor
/// generates public classes, but it is not an extension point: sections are listed in <see cref="ReportSections"/>.)
/// </summary>
public abstract class ReportSection
{
    /// <summary>The fragment identifier of the section within the page.</summary>
    internal abstract string Id { get; }

    /// <summary>The heading.</summary>
    internal abstract string Title { get; }

    /// <summary>False if the run has no data for this section, which is then omitted.</summary>
    internal virtual bool HasContent => true;

    /// <summary>The figures of the section, which are also written as files.</summary>
    internal virtual IReadOnlyList<Figure> Figures => [];

    /// <summary>The content below the heading.</summary>
    internal RenderFragment Content => BuildRenderTree;

    /// <summary>Renders the section; generated from its Razor file.</summary>
    protected virtual void BuildRenderTree(RenderTreeBuilder builder)
    {
    }
}
