using System.Diagnostics;

namespace TextCollapse.Cli.Tests;

public class InterruptionTests
{
    [Theory]
    [InlineData("HUP")]
    [InlineData("TERM")]
    public void A_signal_lets_work_end_at_a_safe_place(string signal)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var interruption = new Interruption();
        using var kill = Process.Start("kill", $"-{signal} {Environment.ProcessId}");
        Assert.True(interruption.Token.WaitHandle.WaitOne(TimeSpan.FromSeconds(30)));
    }
}
