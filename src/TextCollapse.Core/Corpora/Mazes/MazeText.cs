using System.Text;
using TextCollapse.Randomness;

namespace TextCollapse.Corpora.Mazes;

/// <summary>
/// <c>maze:</c> – behaviour as text. Each line is a trajectory of an agent in the <see cref="Maze"/>, alternating cell and move, ended by
/// <c>+</c> at the goal or by <c>-</c> after <see cref="MostSteps"/> moves. The initial agent is imperfect: it prefers moves that lead
/// nearer to the goal but often takes others. A model of such text is a policy, and learns the maze from the text alone.
/// </summary>
public sealed class MazeText : IDrawnText
{
    /// <summary>The maximum number of moves; an agent that has not arrived by then has failed.</summary>
    public const int MostSteps = 30;

    /// <summary>The name of the source: <c>maze:</c>.</summary>
    public const string SourceName = "maze:";

    private const double Preference = 1.0;

    /// <summary>The description of this kind of source.</summary>
    internal static TextSourceKind Kind { get; } = new("maze", SourceName,
        "Behaviour as text: trajectories of an agent in a small maze, with their outcome.",
        (_, rest) => rest?.Length == 0 ? new MazeText() : null);

    /// <inheritdoc/>
    public string Name => SourceName;

    /// <inheritdoc/>
    public Alphabet Alphabet { get; } = Alphabet.Parse(string.Concat(Enumerable.Range(0, Maze.Count).Select(Maze.Letter)) + Maze.Moves
        + "+-\n");

    /// <inheritdoc/>
    public double? EntropyPerCharacter => null;

    /// <inheritdoc/>
    public string Draw(ref RandomStream random, int documentLength)
    {
        var text = new StringBuilder(documentLength + 2 * MostSteps);
        Span<double> weights = stackalloc double[Maze.Moves.Length];
        do
        {
            var cell = Maze.Start;
            for (var step = 0; step < MostSteps && cell != Maze.Goal; step++)
            {
                for (var i = 0; i < weights.Length; i++)
                    weights[i] = Math.Exp(-Preference * (Maze.Distances[Maze.Step(cell, Maze.Moves[i])] - Maze.Distances[cell]));
                var drawn = random.NextDouble() * (weights[0] + weights[1] + weights[2] + weights[3]);
                var move = 0;
                for (; move < weights.Length - 1 && drawn >= weights[move]; move++)
                    drawn -= weights[move];
                text.Append(Maze.Letter(cell)).Append(Maze.Moves[move]);
                cell = Maze.Step(cell, Maze.Moves[move]);
            }
            text.Append(Maze.Letter(cell)).Append(cell == Maze.Goal ? '+' : '-').Append('\n');
        }
        while (text.Length < documentLength);
        return text.ToString();
    }
}
