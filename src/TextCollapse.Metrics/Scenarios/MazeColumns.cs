using TextCollapse.Corpora.Mazes;

namespace TextCollapse.Metrics.Scenarios;

/// <summary>
/// Metrics of generated trajectories, followed in the maze: whether they are possible, whether they reach the goal, how many moves that
/// takes, how much of the maze they visit, and how dominant the most frequent path is.
/// </summary>
public sealed class MazeColumns : IScenarioColumns
{
    /// <summary>Only the first trajectories are evaluated, so that coverage does not depend on the amount of text.</summary>
    private const int EvaluatedTrajectories = 500;

    private static readonly ColumnCondition OfMazes = new("trajectories: corpus.source \"maze:\"", arm => arm.Source is MazeText);

    private static readonly MetricColumn Possible = new("maze_possible", "share of trajectories", CollapseDirection.Lowers,
        "Is every move possible in the maze?",
        "possible trajectories among the first 500 complete ones / those", "own")
    { Label = "possible trajectories", When = OfMazes };

    private static readonly MetricColumn Success = new("maze_success", "share of trajectories", CollapseDirection.Either,
        "Do the trajectories reach the goal?",
        "possible trajectories among the same that reach the goal / those", "own")
    { Label = "successful trajectories", When = OfMazes };

    private static readonly MetricColumn Moves = new("maze_moves", "moves", CollapseDirection.Either,
        "How many moves does it take to reach the goal?",
        "mean number of moves of the trajectories that reach it", "own")
    { Label = "moves to the goal", When = OfMazes };

    private static readonly MetricColumn Cells = new("maze_cells", "share of cells", CollapseDirection.Lowers,
        "What share of the maze is visited?", "cells visited / cells",
        "own")
    { Label = "visited cells", When = OfMazes };

    private static readonly MetricColumn EffectiveCells = new("maze_cells_effective", "share of cells", CollapseDirection.Lowers,
        "What share of the maze is used evenly?",
        "exp of the entropy of visits / cells", "Hill 1973")
    { Label = "effective number of cells", When = OfMazes };

    private static readonly MetricColumn TopPath = new("maze_top_way", "share", CollapseDirection.Raises,
        "Have all trajectories become the same?",
        "arrivals by the most frequent path (without loops) / arrivals", "own")
    { Label = "most frequent path", When = OfMazes };

    /// <summary>The columns, in order.</summary>
    public static IReadOnlyList<MetricColumn> Declared { get; } = [Possible, Success, Moves, Cells, EffectiveCells, TopPath];

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, Measurement>> Of(IReadOnlyList<string> documents)
    {
        var all = documents.SelectMany(Trajectory.Read).Take(EvaluatedTrajectories).ToArray();
        var arrived = all.Where(trajectory => trajectory.Succeeds).ToArray();
        var visits = all.SelectMany(trajectory => trajectory.Cells).CountBy(cell => cell).Select(pair => (double)pair.Value).ToArray();
        const string None = "no trajectory is complete", Never = "no trajectory reaches the goal";
        return
        [
            Possible.Is(Measurement.Ratio(all.Count(trajectory => trajectory.IsPossible), all.Length, None)),
            Success.Is(Measurement.Ratio(arrived.Length, all.Length, None)),
            Moves.Is(Measurement.Ratio(arrived.Sum(trajectory => trajectory.Cells.Count - 1.0), arrived.Length, Never)),
            Cells.Is(Measurement.Ratio(visits.Length, all.Length == 0 ? 0 : Maze.Count, None)),
            EffectiveCells.Is(visits.Length == 0 ? Measurement.Undefined(None)
                : Math.Exp(-visits.Sum(count => count / visits.Sum() * Math.Log(count / visits.Sum()))) / Maze.Count),
            TopPath.Is(Measurement.Ratio(arrived.CountBy(trajectory => trajectory.Way).Select(pair => pair.Value).DefaultIfEmpty().Max(),
                arrived.Length, Never)),
        ];
    }
}
