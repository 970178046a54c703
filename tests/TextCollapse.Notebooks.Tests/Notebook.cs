using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TextCollapse.Notebooks.Tests;

/// <summary>A lesson as a notebook (nbformat 4.5) with what its cells gave.</summary>
internal static class Notebook
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, IndentSize = 1, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="lesson">The lesson.</param>
    /// <param name="outputs">What each code cell gave, in order.</param>
    public static string Of(Lesson lesson, IReadOnlyList<IReadOnlyList<Output>> outputs)
    {
        var cells = new JsonArray { Code(0, Setup(lesson), []) };
        var code = 0;
        foreach (var cell in lesson.Cells)
            cells.Add(cell.IsMarkdown
                ? new JsonObject { ["cell_type"] = "markdown", ["id"] = $"cell-{cells.Count}", ["metadata"] = new JsonObject(), ["source"] = Lines(cell.Text) }
                : Code(cells.Count, cell.Text, outputs[code++]));
        return new JsonObject
        {
            ["cells"] = cells,
            ["metadata"] = new JsonObject
            {
                ["kernelspec"] = new JsonObject { ["display_name"] = ".NET (C#)", ["language"] = "C#", ["name"] = ".net-csharp" },
                ["language_info"] = new JsonObject { ["name"] = "C#", ["file_extension"] = ".cs" },
            },
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        }.ToJsonString(Readable) + "\n";
    }

    /// <summary>For a kernel: where the assemblies are, and how a figure is shown.</summary>
    private static string Setup(Lesson lesson) => string.Join('\n',
    [
        "// Build the solution once (dotnet build -c Release), then run the cells from the top.",
        .. lesson.Projects.Select(project => $"#r \"../src/{project}/bin/Release/net10.0/{project}.dll\""),
        "TextCollapse.Reporting.Figures.Inline.Show = figure => HTML(figure.File()).Display();",
    ]);

    private static JsonObject Code(int number, string source, IReadOnlyList<Output> outputs) => new()
    {
        ["cell_type"] = "code",
        ["execution_count"] = null,
        ["id"] = $"cell-{number}",
        ["metadata"] = new JsonObject(),
        ["outputs"] = new JsonArray([.. outputs.Select(output => output.IsFigure
            ? new JsonObject { ["output_type"] = "display_data", ["metadata"] = new JsonObject(), ["data"] = new JsonObject { ["image/svg+xml"] = Lines(output.Text) } }
            : new JsonObject { ["output_type"] = "stream", ["name"] = "stdout", ["text"] = Lines(output.Text) })]),
        ["source"] = Lines(source),
    };

    private static JsonArray Lines(string text)
    {
        var lines = text.Split('\n');
        return new([.. lines.Select((line, i) => JsonValue.Create(i < lines.Length - 1 ? line + "\n" : line)).Where(line => line.GetValue<string>().Length > 0)]);
    }
}

/// <summary>What a cell gave: text, or a figure as SVG.</summary>
internal sealed record Output(bool IsFigure, string Text);
