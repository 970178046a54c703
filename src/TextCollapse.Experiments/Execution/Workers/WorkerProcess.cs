using System.Diagnostics;
using System.Globalization;
using TextCollapse.Experiments.Generation;

namespace TextCollapse.Experiments.Execution.Workers;

/// <summary>The parent side of a <see cref="Worker"/>: a process that runs chains sequentially.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process _process;
    private readonly CancellationTokenRegistration _stop;
    private string _lastError = "";

    public WorkerProcess(ProcessStartInfo start, CancellationToken cancellation)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        try
        {
            _process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new WorkFailedException(
                $"No worker process could be started ({start.FileName}: {e.Message}). Use --jobs 1, which needs none.", e);
        }
        _process.ErrorDataReceived += (_, line) => _lastError = line.Data is { Length: > 0 } text ? text : _lastError;
        _process.BeginErrorReadLine();
        _stop = cancellation.Register(EndInput);
    }

    /// <summary>Runs one chain and forwards its progress.</summary>
    /// <returns>How it ended, or null if the process died.</returns>
    public WorkerMessage? Run(int index, IProgress<ChainProgress>? progress)
    {
        try
        {
            _process.StandardInput.WriteLine(index.ToString(CultureInfo.InvariantCulture));
            _process.StandardInput.Flush();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            return null;
        }
        while (_process.StandardOutput.ReadLine() is { } line)
            switch (WorkerMessage.Read(line))
            {
                case { Progress: { } made }:
                    progress?.Report(made);
                    break;
                case { End: not null } end:
                    return end;
            }
        return null;
    }

    /// <summary>How a dead process ended.</summary>
    public string Epitaph()
    {
        EndInput();
        _process.WaitForExit();
        var code = _process.ExitCode;
        return code > 128
            ? string.Create(CultureInfo.InvariantCulture,
                $"Its worker process was killed by signal "
                + $"{code - 128}{(code == 137 ? " (by a user, or by the system because memory ran out)" : "")}.")
            : string.Create(CultureInfo.InvariantCulture,
                $"Its worker process ended with code {code}{(_lastError.Length > 0 ? $": {_lastError}" : "")}.");
    }

    public void Dispose()
    {
        _stop.Dispose();
        EndInput();
        _process.WaitForExit();
        _process.Dispose();
    }

    private void EndInput()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The process has already exited.
        }
    }
}
