using System.Diagnostics;

namespace TextCollapse.Cli.Tests;

/// <summary>
/// When to kill a run: told by what stands in its folder, not by a clock, so that it falls inside the run however busy the machine is.
/// </summary>
/// <param name="Files">As many finished files have to be there.</param>
/// <param name="AtRename">Whether to kill whoever has a file under its temporary name.</param>
/// <param name="Wait">What to wait otherwise.</param>
internal readonly record struct KillMoment(int Files, bool AtRename, TimeSpan Wait)
{
    /// <summary>Anywhere in the earlier half of what is left of a run, so that the next kill finds something to do.</summary>
    public static KillMoment Draw(Random random, int there, int whole, bool atRename) =>
        new(there + random.Next(Math.Max(1, (whole - there) / 2)), atRename, TimeSpan.FromMilliseconds(random.Next(40)));

    /// <summary>Returns at the moment, or when the run has ended before it; a writer at its rename is dead by then.</summary>
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

    /// <summary>The writer's number is in the temporary name.</summary>
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
            // It was gone before.
        }
    }
}
