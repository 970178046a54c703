using System.Runtime.ExceptionServices;

namespace TextCollapse.Models.Training;

/// <summary>
/// A team of threads that stays alive between the phases of a step. A phase consists of independent parts, which idle threads take one by
/// one. It ends when all parts are done, so a preempted thread without a part delays no other thread.
/// </summary>
public sealed class ThreadTeam : IDisposable
{
    private const int SpinsBeforeSleep = 200;
    private readonly Thread[] _helpers;
    private readonly object _gate = new();
    private Action<int, int> _work = (_, _) => { };
    private int _parts;
    private long _ticket; // phase number << 32 | parts not yet taken
    private int _unfinished;
    private bool _closed;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Starts the threads; the calling thread is a member of the team.</summary>
    public ThreadTeam(int threads)
    {
        Workers = Math.Max(1, threads);
        _helpers = new Thread[Workers - 1];
        for (var i = 0; i < _helpers.Length; i++)
        {
            var worker = i + 1;
            _helpers[i] = new Thread(() => Work(worker)) { IsBackground = true, Name = $"training {worker}" };
            _helpers[i].Start();
        }
    }

    /// <summary>The number of threads, including the caller's.</summary>
    public int Workers { get; }

    /// <summary>
    /// Calls <paramref name="work"/>(part, worker) for every part and returns when all are done. Reuse one delegate to avoid allocations.
    /// </summary>
    public void Run(int parts, Action<int, int> work)
    {
        if (parts == 0)
            return;
        if (Workers == 1 || parts == 1)
        {
            for (var part = 0; part < parts; part++)
                work(part, 0);
            return;
        }
        (_work, _parts) = (work, parts);
        Volatile.Write(ref _unfinished, parts);
        lock (_gate)
        {
            Volatile.Write(ref _ticket, ((_ticket >> 32) + 1 << 32) | (uint)parts);
            Monitor.PulseAll(_gate);
        }
        TakeParts(0);
        var wait = new SpinWait();
        while (Volatile.Read(ref _unfinished) != 0)
            wait.SpinOnce(sleep1Threshold: -1);
        if (_failure is { } failure)
        {
            _failure = null;
            failure.Throw();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.PulseAll(_gate);
        }
        foreach (var helper in _helpers)
            helper.Join();
    }

    private void TakeParts(int worker)
    {
        while (true)
        {
            var ticket = Volatile.Read(ref _ticket);
            var left = (int)(uint)ticket;
            if (left == 0)
                return;
            if (Interlocked.CompareExchange(ref _ticket, ticket - 1, ticket) != ticket)
                continue;
            // An unfinished part keeps the phase open, so these fields belong to it.
            try
            {
                _work(_parts - left, worker);
            }
            catch (Exception e)
            {
                _failure ??= ExceptionDispatchInfo.Capture(e);
            }
            Interlocked.Decrement(ref _unfinished);
        }
    }

    private void Work(int worker)
    {
        while (true)
        {
            TakeParts(worker);
            var wait = new SpinWait();
            for (var spin = 0; spin < SpinsBeforeSleep && (int)(uint)Volatile.Read(ref _ticket) == 0 && !Volatile.Read(ref _closed); spin++)
                wait.SpinOnce(sleep1Threshold: -1);
            lock (_gate)
                while ((int)(uint)Volatile.Read(ref _ticket) == 0)
                {
                    if (_closed)
                        return;
                    Monitor.Wait(_gate);
                }
        }
    }
}
