namespace TextCollapse;

/// <summary>One thing wrong with what the user gave: where it is, what it is, and the way out.</summary>
/// <param name="Place">A file with its line, a key, an argument: <c>study.yaml:7 mixing.strategy</c>.</param>
/// <param name="Message">What is wrong there and what would be right, in a sentence or two.</param>
public sealed record Problem(string Place, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => Place.Length == 0 ? Message : $"{Place}: {Message}";
}

/// <summary>The words or the file were wrong (exit code 2). Carries every problem found, not only the first.</summary>
public sealed class InputException : Exception
{
    /// <summary>An exception for several problems found together.</summary>
    public InputException(IReadOnlyList<Problem> problems) : base(string.Join(Environment.NewLine, problems))
        => Problems = problems;

    /// <summary>An exception for one problem.</summary>
    public InputException(string place, string message) : this([new Problem(place, message)]) { }

    /// <summary>Every problem found, in the order of the file.</summary>
    public IReadOnlyList<Problem> Problems { get; }
}
