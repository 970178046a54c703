using System.Runtime.InteropServices;

namespace TextCollapse.Cli;

/// <summary>
/// Turns Ctrl+C and the system's wish to stop into a cancellation, so that work ends at a safe place; a second Ctrl+C ends it at once.
/// TERM, and
/// USR1 and USR2 by which schedulers warn of a preemption, may come one after another and so never end it at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    public Interruption()
    {
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGQUIT })
            _registrations.Add(PosixSignalRegistration.Create(signal, Stop));
        foreach (var signal in new[] { PosixSignal.SIGTERM }.Concat(OperatingSystem.IsLinux() ? [(PosixSignal)10, (PosixSignal)12]
            : OperatingSystem.IsMacOS() ? [(PosixSignal)30, (PosixSignal)31] : []))
            _registrations.Add(PosixSignalRegistration.Create(signal, Warn));
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _source.Dispose();
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
