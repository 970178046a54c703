namespace TextCollapse.Corpora.Mazes;

/// <summary>
/// A small maze with two ways from the start to the goal, a short one through a door and a longer one around. Cells are letters in reading
/// order, so that what was done where can be read.
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

    /// <summary>How many cells are open; cell i is the letter <see cref="Letter"/>(i).</summary>
    public static int Count => Cells.Length;

    /// <summary>Where every trajectory begins.</summary>
    public static int Start { get; } = Find('S');

    /// <summary>Where one succeeds.</summary>
    public static int Goal { get; } = Find('G');

    /// <summary>The moves.</summary>
    public const string Moves = "^>v<";

    /// <summary>Steps to the goal from each cell by the shortest way.</summary>
    public static IReadOnlyList<int> Distances { get; } = Measure();

    /// <summary>a … z, A … Z.</summary>
    public static char Letter(int cell) => (char)(cell < 26 ? 'a' + cell : 'A' + cell - 26);

    /// <summary>Where a move leads; a wall leaves the agent where it is.</summary>
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
