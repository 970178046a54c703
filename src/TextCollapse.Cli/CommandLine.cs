using System.CommandLine;
using TextCollapse.Cli.Commands;

namespace TextCollapse.Cli;

/// <summary>The command line: parses the arguments, runs the command and maps its outcome to an exit code.</summary>
public static class CommandLine
{
    /// <summary>Runs one command line; never throws.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Invoke(IReadOnlyList<string> args, Terminal terminal)
    {
        var parsed = Root(terminal).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                terminal.Error(error.Message);
            terminal.Error(
                $"'textcollapse {string.Join(' ', args.TakeWhile(word => !word.StartsWith('-')).Append("--help"))}' shows the usage.");
            return ExitCode.Wrong;
        }
        using var interruption = new Interruption();
        try
        {
            return parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
                Output = terminal.Out,
                Error = terminal.Err
            }, interruption.Token).GetAwaiter().GetResult();
        }
        catch (InputException e)
        {
            foreach (var problem in e.Problems)
                terminal.Error(problem.ToString());
            return ExitCode.Wrong;
        }
        catch (WorkFailedException e)
        {
            terminal.Error(e.Message);
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            terminal.Error("Interrupted. Finished work is kept; run the same command again to resume.");
            return ExitCode.Interrupted;
        }
        catch (OutOfMemoryException)
        {
            terminal.Error(
                "Out of memory. Run fewer jobs in parallel, use a smaller model, text or study, or a machine with more memory. "
                + "Finished work is kept.");
            return ExitCode.Failed;
        }
        catch (Exception e)
        {
            terminal.Error(
                $"Internal error (please report it): {e.GetType().Name}: {e.Message} TEXTCOLLAPSE_TRACE=1 shows the stack trace.");
            if (Environment.GetEnvironmentVariable("TEXTCOLLAPSE_TRACE") == "1")
                terminal.Error(e.ToString());
            return ExitCode.Failed;
        }
    }

    internal static RootCommand Root(Terminal terminal) =>
        new("Studies how text generation degenerates when language models are trained on generated text.")
    {
        RunCommand.Create(terminal),
        AnalyzeCommand.Create(terminal),
        ReportCommand.Create(terminal),
        StudyCommand.Create(terminal),
        CellCommand.Create(terminal),
        CollectCommand.Create(terminal),
        SubmitCommand.Create(terminal),
        CompareCommand.Create(terminal),
        TrainCommand.Create(terminal),
        ImportCommand.Create(terminal),
        GenerateCommand.Create(terminal),
        ScoreCommand.Create(terminal),
        MeasureCommand.Create(terminal),
        RecommendCommand.Create(terminal),
        CorpusCommand.Create(terminal),
        ClaimsCommand.Create(terminal),
        ServeCommand.Create(terminal),
        BenchCommand.Create(terminal),
        ReviewCommand.Create(terminal),
        VerifyCommand.Create(terminal),
        DoctorCommand.Create(terminal),
    };
}
