using System.Diagnostics;

namespace TextCollapse.Cli.Tests;

/// <summary>
/// The moment at which a run is killed: determined by the content of its folder, not by a clock, so that it is within the run on a machine of any speed.
/// </summary>
/// <param name="Files">The required number of finished files.</param>
/// <param name="AtRename">Whether to kill the process that has a file under its temporary name.</param>
/// <param name="Wait">The time to wait otherwise.</param>
internal readonly record struct KillMoment(int Files, bool AtRename, TimeSpan Wait)
{
    /// <summary>A moment in the first half of the remaining run, so that later kills still hit it.</summary>
    public static KillMoment Draw(Random random, int there, int whole, bool atRename) =>
        new(there + random.Next(Math.Max(1, (whole - there) / 2)), atRename, TimeSpan.FromMilliseconds(random.Next(40)));

    /// <summary>Returns at the moment, or when the run has ended before; a writer at its rename has been killed by then.</summary>
    public void Await(Process run, string folder)
    {
        var before = KillStage.Torn(folder);
        while (!run.HasExited)
        {
            var files = KillStage.Files(folder);
            if (files.Count(path => !KillStage.IsTemporary(path)) < Files)
                Thread.Sleep(1);
            else if (!AtRename)
            {
                run.WaitForExit(Wait);
                return;
            }
            else if (files.FirstOrDefault(path => KillStage.IsTemporary(path) && !before.Contains(path)) is { } torn)
            {
                KillWriter(torn);
                return;
            }
        }
    }

    /// <summary>The temporary name contains the process id of the writer.</summary>
    private static void KillWriter(string temporary)
    {
        try
        {
            var number = Path.GetFileNameWithoutExtension(temporary);
            using var writer = Process.GetProcessById(int.Parse(number[(number.LastIndexOf('-') + 1)..], System.Globalization.CultureInfo.InvariantCulture));
            writer.Kill();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // It had already ended.
        }
    }
}
