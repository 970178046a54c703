using Spectre.Console;

namespace TextCollapse.Cli;

/// <summary>Where a command writes its output: a live terminal, or plain lines in a file or a log.</summary>
/// <param name="Console">Tables and progress, on standard output.</param>
/// <param name="Out">Standard output for data.</param>
/// <param name="Err">Standard error.</param>
/// <param name="IsLive">Whether progress may be redrawn.</param>
public sealed record Terminal(IAnsiConsole Console, TextWriter Out, TextWriter Err, bool IsLive)
{
    private const int LogWidth = 132;

    /// <summary>Standard output and standard error of this process.</summary>
    public static Terminal Standard()
    {
        var live = !System.Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";
        System.Console.OutputEncoding = System.Text.Encoding.UTF8;
        return Over(System.Console.Out, System.Console.Error, live);
    }

    /// <summary>A terminal on the given writers. If it is not live, no control characters are written.</summary>
    public static Terminal Over(TextWriter output, TextWriter error, bool live)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = live ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = live && Environment.GetEnvironmentVariable("NO_COLOR") is null or "" ? ColorSystemSupport.Detect
                : ColorSystemSupport.NoColors,
            Interactive = live ? InteractionSupport.Detect : InteractionSupport.No,
            // Otherwise build servers such as GitHub's are treated as terminals, regardless of the settings above.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
            Out = new AnsiConsoleOutput(output),
        });
        if (!live)
            console.Profile.Width = LogWidth;
        return new Terminal(console, output, error, live && console.Profile.Capabilities.Ansi);
    }

    /// <summary>Writes a plain line; square brackets are not markup. In a log, lines are not wrapped, so that paths stay intact.</summary>
    public void Line(string text = "")
    {
        if (IsLive)
            Console.WriteLine(text);
        else
            Out.WriteLine(text);
    }

    /// <summary>Writes a line to standard error.</summary>
    public void Error(string text) => Err.WriteLine(text);
}
