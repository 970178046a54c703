namespace TextCollapse.Cli.Commands;

/// <summary>Checks of numbers given on the command line.</summary>
internal static class OptionsCheck
{
    /// <summary>The number, if it was given.</summary>
    /// <exception cref="InputException">It is below 1.</exception>
    public static int? Positive(string option, int? value) => value is null or >= 1 ? value : throw new InputException(option, $"is {value}; it is at least 1.");
}
