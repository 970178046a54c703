using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace TextCollapse.Cli.Commands;

/// <summary>Options that take an integer of at least 1; other numbers are rejected when the command line is parsed.</summary>
internal static class CountOption
{
    /// <summary><c>--threads N</c>, one per core by default.</summary>
    /// <param name="about">The help text.</param>
    /// <param name="defaultCount">The default; one per core if null.</param>
    public static Option<int> Threads(string about = "number of threads; results do not depend on it", Func<int>? defaultCount = null) =>
        Of("--threads", "N", about, defaultCount ?? (() => Environment.ProcessorCount));

    /// <summary>An option with a default.</summary>
    public static Option<int> Of(string name, string unit, string about, Func<int> defaultCount) =>
        Checked(new Option<int>(name) { Description = about, HelpName = unit, DefaultValueFactory = _ => defaultCount() });

    /// <summary>An option without a default: null if it is not given.</summary>
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
            result.AddError($"{result.Option.Name}: is {token.Value}; it must be at least 1.");
    }
}
