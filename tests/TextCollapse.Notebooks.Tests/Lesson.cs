using TextCollapse.Tests;

namespace TextCollapse.Notebooks.Tests;

/// <summary>
/// A lesson: one C# file in cells, each begun by a line <c>// %%</c> (code) or <c>// %% [markdown]</c> (text in comments), as editors know them. What stands
/// before the first cell is for <c>dotnet run</c> alone. A program declares its types last and a notebook first: a cell <c>// %% [types]</c> moves to the front.
/// </summary>
internal sealed record Lesson(string Name, IReadOnlyList<string> Projects, IReadOnlyList<Cell> Cells)
{
    private const string Mark = "// %%", ProjectMark = "#:project ../src/";

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.cs").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);

    /// <summary>The lessons of this repository.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Root, "notebooks");

    public static Lesson Read(string name)
    {
        var projects = new List<string>();
        var cells = new List<Cell>();
        var types = new List<Cell>();
        foreach (var line in File.ReadAllLines(Path.Combine(Folder, name + ".cs")))
            if (line.StartsWith(Mark, StringComparison.Ordinal))
            {
                cells.Add(new(line.Contains("[markdown]", StringComparison.Ordinal), []));
                if (line.Contains("[types]", StringComparison.Ordinal))
                    types.Add(cells[^1]);
            }
            else if (cells.Count > 0)
                cells[^1].Lines.Add(cells[^1].IsMarkdown ? line.TrimStart('/').TrimStart(' ') : line);
            else if (line.StartsWith(ProjectMark, StringComparison.Ordinal))
                projects.Add(line[ProjectMark.Length..].Split('/')[0]);
        foreach (var cell in cells)
            while (cell.Lines.Count > 0 && cell.Lines[^1].Length == 0)
                cell.Lines.RemoveAt(cell.Lines.Count - 1);
        return new(name, projects, [.. types, .. cells.Except(types)]);
    }
}

/// <summary>One cell.</summary>
internal sealed record Cell(bool IsMarkdown, List<string> Lines)
{
    public string Text => string.Join('\n', Lines);
}
