namespace TextCollapse.Corpora.Mazes;

/// <summary>A written trajectory beside the maze as it is.</summary>
/// <param name="IsPossible">Whether every step leads where it is said to lead, from the start on, and the outcome is what it is said to
/// be.</param>
/// <param name="Succeeds">Whether it is possible and arrives at the goal.</param>
/// <param name="Cells">The cells up to the first impossible step.</param>
/// <param name="Text">The line.</param>
public sealed record Trajectory(bool IsPossible, bool Succeeds, IReadOnlyList<int> Cells, string Text)
{
    /// <summary>The cells without the loops: what is left when every return to a cell forgets what lay between.</summary>
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

    /// <summary>The trajectories of a text; what a document's end cut off is left out.</summary>
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
