using TextCollapse.Corpora.Mazes;

namespace TextCollapse.Metrics.Settings;

/// <summary>
/// What written trajectories are worth, followed in the maze as it is: whether they are possible, whether they arrive, how many moves that takes, how much
/// of the maze they see, and how far all have become one: the way they are stuck in.
/// </summary>
public sealed class MazeColumns : ISettingColumns
{
    /// <summary>The first so many are looked at, so that coverage does not depend on the amount of text.</summary>
    private const int Looked = 500;

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, Measurement>> Of(IReadOnlyList<string> documents)
    {
        var all = documents.SelectMany(Trajectory.Read).Take(Looked).ToArray();
        var arrived = all.Where(trajectory => trajectory.Succeeds).ToArray();
        var visits = all.SelectMany(trajectory => trajectory.Cells).CountBy(cell => cell).Select(pair => (double)pair.Value).ToArray();
        const string None = "no trajectory was finished", Never = "no trajectory arrives";
        return
        [
            new("maze_possible", Measurement.Ratio(all.Count(trajectory => trajectory.IsPossible), all.Length, None)),
            new("maze_success", Measurement.Ratio(arrived.Length, all.Length, None)),
            new("maze_moves", Measurement.Ratio(arrived.Sum(trajectory => trajectory.Cells.Count - 1.0), arrived.Length, Never)),
            new("maze_cells", Measurement.Ratio(visits.Length, all.Length == 0 ? 0 : Maze.Count, None)),
            new("maze_cells_effective", visits.Length == 0 ? Measurement.Undefined(None) : Math.Exp(-visits.Sum(count => count / visits.Sum() * Math.Log(count / visits.Sum()))) / Maze.Count),
            new("maze_top_way", Measurement.Ratio(arrived.CountBy(trajectory => trajectory.Way).Select(pair => pair.Value).DefaultIfEmpty().Max(), arrived.Length, Never)),
        ];
    }
}
