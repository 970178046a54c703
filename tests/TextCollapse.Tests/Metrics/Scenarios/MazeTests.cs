using TextCollapse.Corpora.Mazes;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Storage;
using TextCollapse.Metrics.Scenarios;
using TextCollapse.Randomness;
using TextCollapse.Reporting;

namespace TextCollapse.Tests.Metrics.Scenarios;

public sealed class MazeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("maze").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Drawn()
    {
        var random = new RandomKey(7, "maze tests", 0).Stream("draw");
        return new MazeText().Draw(ref random, 20_000);
    }

    /// <summary>Always the move that leads nearest: the shortest way.</summary>
    private static string Shortest()
    {
        var text = "";
        for (var cell = Maze.Start; cell != Maze.Goal;)
        {
            var move = Maze.Moves.MinBy(move => Maze.Distances[Maze.Step(cell, move)]);
            text += $"{Maze.Letter(cell)}{move}";
            cell = Maze.Step(cell, move);
        }
        return $"{text}{Maze.Letter(Maze.Goal)}+\n";
    }

    private static Measurement Column(string text, string id) => new MazeColumns().Of([text]).Single(column => column.Key == id).Value;

    [Fact]
    public void Drawn_trajectories_are_possible_and_some_arrive()
    {
        Assert.Equal(1, Column(Drawn(), "maze_possible").Value);
        Assert.InRange(Column(Drawn(), "maze_success").Value, 0.4, 0.95);
        Assert.Equal(1, Column(Drawn(), "maze_cells").Value);
    }

    [Fact]
    public void The_shortest_way_arrives_in_as_many_moves_as_the_distance_and_is_the_only_way()
    {
        var text = string.Concat(Enumerable.Repeat(Shortest(), 20));
        Assert.Equal(Maze.Distances[Maze.Start], Column(text, "maze_moves").Value);
        Assert.Equal(1, Column(text, "maze_success").Value);
        Assert.Equal(1, Column(text, "maze_top_way").Value);
    }

    [Fact]
    public void A_detour_that_comes_back_is_the_same_way()
    {
        var shortest = Shortest();
        var detour = $"{shortest[0]}<{shortest}";
        Assert.Equal(Trajectory.Read(shortest).Single().Way, Trajectory.Read(detour).Single().Way);
        Assert.True(Trajectory.Read(detour).Single().Succeeds);
    }

    [Theory]
    [InlineData("k>k>zv-\n")]
    [InlineData("o+\n")]
    [InlineData("\n")]
    [InlineData("k\n")]
    public void What_the_maze_does_not_allow_is_impossible(string line) => Assert.False(Trajectory.Read(line).Single().IsPossible);

    [Fact]
    public void Where_only_arrivals_are_read_the_policy_arrives_more_often()
    {
        const string text = """
            corpus: { source: "maze:", train: 20000, held_out: 4000 }
            model: { kind: ngram, order: 6 }
            generations: 3
            arms:
              - { name: all, mixing.strategy: replace }
              - { name: successful, mixing.strategy: replace, mitigations: keep-successful }
            """;
        using var folder = RunFolder.Open(Path.Combine(_folder, "run"), StudyPlan.Of(StudyReader.Read(text, "study")), text);
        Assert.Empty(new StudyRun(folder, new ChainFactory(new Engines())).Run(1, 2));
        var last = GenerationsCsv.Rows(folder).Where(row => row.Generation == 3).ToDictionary(row => row.Arm, row => row["maze_success"].Value);
        Assert.True(last["successful"] > last["all"] + 0.1, $"{last["successful"]} against {last["all"]}");
    }

    [Fact]
    public void Successes_of_prose_are_refused_with_the_study()
        => Assert.Contains("maze:", Assert.Throws<InputException>(() => StudyReader.Read("mitigations: keep-successful", "study")).Message, StringComparison.Ordinal);
}
