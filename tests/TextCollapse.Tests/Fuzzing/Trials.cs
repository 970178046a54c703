using System.Diagnostics;
using System.Globalization;
using System.Text;
using Xunit.Abstractions;

namespace TextCollapse.Tests.Fuzzing;

/// <summary>
/// Damaged input of one kind, case after case: it is read, or refused as <see cref="InputException"/>; no other exception, no hang over five seconds, no
/// more than a gigabyte allocated. TEXTCOLLAPSE_FUZZ gives the cases of a kind (a few hundred by default); another number begins elsewhere. The figures
/// are written when it is disposed of.
/// </summary>
internal sealed class Trials(ITestOutputHelper output, string kind) : IDisposable
{
    private const long MostBytes = 1 << 30;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private int _tried, _refused;
    private TimeSpan _slowest;
    private long _largest;

    public static int Cases { get; } = int.TryParse(Environment.GetEnvironmentVariable("TEXTCOLLAPSE_FUZZ"), out var asked) ? asked : 300;

    public static Random Random() => new(20260101 + Cases);

    /// <summary>Damages good input in every case.</summary>
    public static void Mutate(ITestOutputHelper output, string kind, byte[][] good, string[] words, Action<byte[]> read)
    {
        using var trials = new Trials(output, kind);
        var mutation = new Mutation(Random(), words);
        for (var i = 0; i < Cases; i++)
        {
            var bytes = mutation.Of(good[i % good.Length]);
            trials.Try(() => read(bytes), () => Encoding.UTF8.GetString(bytes));
        }
    }

    /// <summary>Tries one case.</summary>
    public void Try(Action read, Func<string> shown)
    {
        var (clock, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            read();
        }
        catch (InputException)
        {
            _refused++;
        }
        catch (Exception e)
        {
            Assert.Fail($"{kind}, case {_tried}: {e.GetType().Name} {e.Message}\n{e.StackTrace}\n{shown()}");
        }
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        // On a busy machine a process waits for its turn: time that it did not work is not its own.
        var (waited, worked) = (clock.Elapsed, Environment.CpuUsage.TotalTime - processor);
        var took = waited < worked ? waited : worked;
        if (took > Longest || allocated > MostBytes)
            Assert.Fail($"{kind}, case {_tried}: {took.TotalSeconds:F1} s, {allocated >> 20} MiB\n{shown()}");
        _tried++;
        _slowest = took > _slowest ? took : _slowest;
        _largest = Math.Max(_largest, allocated);
    }

    public void Dispose() => output.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{kind}: {_tried} cases, {_refused} of them refused, in {_clock.Elapsed.TotalSeconds:F0} s; the slowest took {_slowest.TotalMilliseconds:F0} ms, the largest {_largest / 1048576.0:F1} MB"));
}
