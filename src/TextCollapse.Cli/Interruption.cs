using System.Runtime.InteropServices;

namespace TextCollapse.Cli;

/// <summary>
/// Turns Ctrl+C and termination signals into a cancellation, so that work stops at a safe point; a second Ctrl+C ends the process at
/// once. TERM, HUP (a closed terminal), USR1 and USR2 never do: several may follow each other when schedulers warn of a preemption.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    public Interruption()
    {
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGQUIT })
            _registrations.Add(PosixSignalRegistration.Create(signal, Stop));
        foreach (var signal in Warnings())
            _registrations.Add(PosixSignalRegistration.Create(signal, Warn));
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _source.Dispose();
    }

    /// <summary>TERM, HUP, and USR1 and USR2 by their numbers on this operating system.</summary>
    private static PosixSignal[] Warnings()
    {
        if (OperatingSystem.IsLinux())
            return [PosixSignal.SIGTERM, PosixSignal.SIGHUP, (PosixSignal)10, (PosixSignal)12];
        if (OperatingSystem.IsMacOS())
            return [PosixSignal.SIGTERM, PosixSignal.SIGHUP, (PosixSignal)30, (PosixSignal)31];
        return [PosixSignal.SIGTERM, PosixSignal.SIGHUP];
    }

    private void Warn(PosixSignalContext context)
    {
        context.Cancel = true;
        _source.Cancel();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = !_source.IsCancellationRequested;
        _source.Cancel();
    }
}
