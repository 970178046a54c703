namespace TextCollapse;

/// <summary>One problem with user input: where it is, what it is, and how to fix it.</summary>
/// <param name="Place">A file with a line number, a key or an argument: <c>study.yaml:7 mixing.strategy</c>.</param>
/// <param name="Message">What is wrong and how to fix it, in a sentence or two.</param>
public sealed record Problem(string Place, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => Place.Length == 0 ? Message : $"{Place}: {Message}";
}

/// <summary>Invalid arguments or files (exit code 2). Contains every problem found, not only the first.</summary>
public sealed class InputException : Exception
{
    /// <summary>Creates an exception for several problems.</summary>
    public InputException(IReadOnlyList<Problem> problems) : base(string.Join(Environment.NewLine, problems))
        => Problems = problems;

    /// <summary>Creates an exception for one problem.</summary>
    public InputException(string place, string message) : this([new Problem(place, message)]) { }

    /// <summary>Every problem found, in file order.</summary>
    public IReadOnlyList<Problem> Problems { get; }
}
