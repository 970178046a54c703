using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace TextCollapse.Cli.Commands;

/// <summary>Options that take a whole number of at least 1; another number is an error of the command line.</summary>
internal static class CountOption
{
    /// <summary><c>--threads N</c>, one per core unless told otherwise.</summary>
    /// <param name="about">What else to say of it: every result of this program is independent of the number of threads.</param>
    /// <param name="customary">The number where none is given; one per core where null.</param>
    public static Option<int> Threads(string about = "threads (one per core); no result depends on them", Func<int>? customary = null) =>
        Of("--threads", "N", about, customary ?? (() => Environment.ProcessorCount));

    /// <summary>An option with a default.</summary>
    public static Option<int> Of(string name, string unit, string about, Func<int> customary) =>
        Checked(new Option<int>(name) { Description = about, HelpName = unit, DefaultValueFactory = _ => customary() });

    /// <summary>An option without a default: null where it is not given.</summary>
    public static Option<int?> Of(string name, string unit, string about) =>
        Checked(new Option<int?>(name) { Description = about, HelpName = unit });

    private static TOption Checked<TOption>(TOption option) where TOption : Option
    {
        option.Validators.Add(Check);
        return option;
    }

    private static void Check(OptionResult result)
    {
        if (result.Tokens is [var token] && long.TryParse(token.Value, CultureInfo.InvariantCulture, out var number) && number < 1)
            result.AddError($"{result.Option.Name}: is {token.Value}; it is at least 1.");
    }
}
