namespace TextCollapse.Corpora.Mazes;

/// <summary>
/// A small maze with two routes from the start to the goal: a short one through a door and a longer one around. Cells are lettered in
/// reading order, so that trajectories are readable.
/// </summary>
public static class Maze
{
    private static readonly string[] Map =
    [
        "...#...",
        ".#.#.#.",
        "S#...#G",
        ".#.#.#.",
        "...#...",
        ".#####.",
        ".......",
    ];

    private static readonly (int X, int Y)[] Cells = [.. from y in Enumerable.Range(0, Map.Length) from x in Enumerable.Range(0,
        Map[0].Length) where Map[y][x] != '#' select (x, y)];

    /// <summary>The number of open cells; cell i has the letter <see cref="Letter"/>(i).</summary>
    public static int Count => Cells.Length;

    /// <summary>The cell where every trajectory begins.</summary>
    public static int Start { get; } = Find('S');

    /// <summary>The cell where a trajectory succeeds.</summary>
    public static int Goal { get; } = Find('G');

    /// <summary>The characters of the moves.</summary>
    public const string Moves = "^>v<";

    /// <summary>Length of the shortest path from each cell to the goal, in steps.</summary>
    public static IReadOnlyList<int> Distances { get; } = Measure();

    /// <summary>The letter of a cell: a … z, A … Z.</summary>
    public static char Letter(int cell) => (char)(cell < 26 ? 'a' + cell : 'A' + cell - 26);

    /// <summary>The cell that a move leads to; a move into a wall has no effect.</summary>
    public static int Step(int cell, char move)
    {
        var (x, y) = Cells[cell];
        (x, y) = move switch { '^' => (x, y - 1), '>' => (x + 1, y), 'v' => (x, y + 1), _ => (x - 1, y) };
        var to = Array.IndexOf(Cells, (x, y));
        return to < 0 ? cell : to;
    }

    private static int Find(char mark) => Array.FindIndex(Cells, cell => Map[cell.Y][cell.X] == mark);

    private static int[] Measure()
    {
        var distances = new int[Cells.Length];
        Array.Fill(distances, int.MaxValue);
        var open = new Queue<int>([Goal]);
        for (distances[Goal] = 0; open.TryDequeue(out var cell);)
            foreach (var move in Moves)
                if (Step(cell, move) is var next && distances[next] == int.MaxValue)
                {
                    distances[next] = distances[cell] + 1;
                    open.Enqueue(next);
                }
        return distances;
    }
}
