using System.ComponentModel;
using System.Diagnostics;

namespace TextCollapse.Cli.Output;

/// <summary>
/// The user's own editor, as <c>VISUAL</c> or <c>EDITOR</c> names it: a program and its arguments, started without a shell.
/// </summary>
internal static class TextEditor
{
    /// <summary>What the environment names, or null: then, and where there is no terminal to edit in, a line is typed instead.</summary>
    public static string? Named => Console.IsInputRedirected || Console.IsOutputRedirected ? null
        : new[] { "VISUAL", "EDITOR" }.Select(Environment.GetEnvironmentVariable)
            .FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));

    /// <summary>
    /// Has a text edited in a file of its own; null where the editor cannot be started or says that it failed. A line break that editors
    /// end a file with is not part of the text.
    /// </summary>
    public static string? Edit(string editor, string text)
    {
        var folder = Directory.CreateTempSubdirectory("textcollapse-edit-");
        try
        {
            var path = Path.Combine(folder.FullName, "document.txt");
            File.WriteAllText(path, text);
            using var process = Process.Start(Start(editor, path));
            process?.WaitForExit();
            if (process?.ExitCode != 0)
                return null;
            var edited = File.ReadAllText(path).ReplaceLineEndings("\n");
            return edited.EndsWith('\n') && !text.EndsWith('\n') ? edited[..^1] : edited;
        }
        catch (Exception e) when (e is Win32Exception or IOException or UnauthorizedAccessException)
        {
            return null;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>
    /// Words apart by spaces are the program and its arguments, unless all of it is a program's path; no word means anything to a shell.
    /// </summary>
    private static ProcessStartInfo Start(string editor, string path)
    {
        var words = File.Exists(editor) ? [editor] : editor.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return new(words[0], [.. words[1..], path]) { UseShellExecute = false };
    }
}
