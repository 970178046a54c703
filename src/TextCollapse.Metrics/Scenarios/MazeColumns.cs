using TextCollapse.Corpora.Mazes;

namespace TextCollapse.Metrics.Scenarios;

/// <summary>
/// What written trajectories are worth, followed in the maze as it is: whether they are possible, whether they arrive, how many moves that
/// takes, how much of the maze they see, and how far all have become one: the way they are stuck in.
/// </summary>
public sealed class MazeColumns : IScenarioColumns
{
    /// <summary>The first so many are looked at, so that coverage does not depend on the amount of text.</summary>
    private const int Looked = 500;

    private static readonly ColumnCondition OfMazes = new("trajectories: corpus.source \"maze:\"", arm => arm.Source is MazeText);

    private static readonly MetricColumn Possible = new("maze_possible", "share of trajectories", CollapseDirection.Lowers,
        "Does every move lead where it says?",
        "of the first 500 finished trajectories those that the maze allows", "own")
    { Label = "possible trajectories", When = OfMazes };

    private static readonly MetricColumn Success = new("maze_success", "share of trajectories", CollapseDirection.Either,
        "Do the trajectories reach the goal?",
        "of those the possible ones that reach the goal", "own")
    { Label = "successful trajectories", When = OfMazes };

    private static readonly MetricColumn Moves = new("maze_moves", "moves", CollapseDirection.Either,
        "How many moves does it take to reach the goal?",
        "mean moves of those that reach it", "own")
    { Label = "moves to the goal", When = OfMazes };

    private static readonly MetricColumn Cells = new("maze_cells", "share of cells", CollapseDirection.Lowers,
        "Which part of the maze is visited?", "cells visited / cells",
        "own")
    { Label = "visited cells", When = OfMazes };

    private static readonly MetricColumn EffectiveCells = new("maze_cells_effective", "share of cells", CollapseDirection.Lowers,
        "Which part of the maze is used evenly?",
        "exp of the entropy of visits / cells", "Hill 1973")
    { Label = "effective number of cells", When = OfMazes };

    private static readonly MetricColumn TopWay = new("maze_top_way", "share", CollapseDirection.Raises,
        "Have all trajectories become one?",
        "arrivals by the most frequent way (without its loops) / arrivals", "own")
    { Label = "most frequent way", When = OfMazes };

    /// <summary>The columns, in order.</summary>
    public static IReadOnlyList<MetricColumn> Declared { get; } = [Possible, Success, Moves, Cells, EffectiveCells, TopWay];

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, Measurement>> Of(IReadOnlyList<string> documents)
    {
        var all = documents.SelectMany(Trajectory.Read).Take(Looked).ToArray();
        var arrived = all.Where(trajectory => trajectory.Succeeds).ToArray();
        var visits = all.SelectMany(trajectory => trajectory.Cells).CountBy(cell => cell).Select(pair => (double)pair.Value).ToArray();
        const string None = "no trajectory was finished", Never = "no trajectory arrives";
        return
        [
            Possible.Is(Measurement.Ratio(all.Count(trajectory => trajectory.IsPossible), all.Length, None)),
            Success.Is(Measurement.Ratio(arrived.Length, all.Length, None)),
            Moves.Is(Measurement.Ratio(arrived.Sum(trajectory => trajectory.Cells.Count - 1.0), arrived.Length, Never)),
            Cells.Is(Measurement.Ratio(visits.Length, all.Length == 0 ? 0 : Maze.Count, None)),
            EffectiveCells.Is(visits.Length == 0 ? Measurement.Undefined(None)
                : Math.Exp(-visits.Sum(count => count / visits.Sum() * Math.Log(count / visits.Sum()))) / Maze.Count),
            TopWay.Is(Measurement.Ratio(arrived.CountBy(trajectory => trajectory.Way).Select(pair => pair.Value).DefaultIfEmpty().Max(),
                arrived.Length, Never)),
        ];
    }
}
