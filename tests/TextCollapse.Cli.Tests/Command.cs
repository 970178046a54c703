namespace TextCollapse.Cli.Tests;

/// <summary>Runs a command line as a user would, in a log instead of a terminal, and stores its output.</summary>
internal sealed record Command(int Code, string Out, string Error)
{
    public static Command Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = CommandLine.Invoke(args, Terminal.Over(output, error, live: false));
        return new Command(code, output.ToString(), error.ToString());
    }
}
