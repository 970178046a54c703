namespace TextCollapse.Corpora.Mazes;

/// <summary>A trajectory from a text, checked against the maze.</summary>
/// <param name="IsPossible">Whether every step from the start on leads to the stated cell and the stated outcome is correct.</param>
/// <param name="Succeeds">Whether it is possible and reaches the goal.</param>
/// <param name="Cells">The cells up to the first impossible step.</param>
/// <param name="Text">The line.</param>
public sealed record Trajectory(bool IsPossible, bool Succeeds, IReadOnlyList<int> Cells, string Text)
{
    /// <summary>The path without loops: at every return to a cell, the cells in between are removed.</summary>
    public string Way
    {
        get
        {
            var way = new List<int>();
            foreach (var cell in Cells)
                if (way.IndexOf(cell) is var at and >= 0)
                    way.RemoveRange(at + 1, way.Count - at - 1);
                else
                    way.Add(cell);
            return string.Concat(way.Select(Maze.Letter));
        }
    }

    /// <summary>Reads the trajectories of a text; a last line that the end of a document truncated is skipped.</summary>
    public static IEnumerable<Trajectory> Read(string text)
    {
        for (int start = 0, end; (end = text.IndexOf('\n', start)) >= 0; start = end + 1)
            yield return Follow(text[start..end]);
    }

    private static Trajectory Follow(string line)
    {
        var cells = new List<int>();
        var cell = Maze.Start;
        var at = 0;
        for (; at + 1 < line.Length && line[at] == Maze.Letter(cell) && Maze.Moves.Contains(line[at + 1]); at += 2)
        {
            cells.Add(cell);
            cell = Maze.Step(cell, line[at + 1]);
        }
        var arrived = cell == Maze.Goal;
        var possible = at + 2 == line.Length && line[at] == Maze.Letter(cell) && line[at + 1] == (arrived ? '+' : '-')
            && (arrived || cells.Count == MazeText.MostSteps);
        if (possible)
            cells.Add(cell);
        return new(possible, possible && arrived, cells, line);
    }
}
