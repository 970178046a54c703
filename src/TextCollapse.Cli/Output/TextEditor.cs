using System.ComponentModel;
using System.Diagnostics;

namespace TextCollapse.Cli.Output;

/// <summary>
/// The user's editor, from <c>VISUAL</c> or <c>EDITOR</c>: a program and its arguments, started without a shell.
/// </summary>
internal static class TextEditor
{
    /// <summary>The command of the editor; null if none is set or there is no terminal. A line of input is used instead.</summary>
    public static string? Named => Console.IsInputRedirected || Console.IsOutputRedirected ? null
        : new[] { "VISUAL", "EDITOR" }.Select(Environment.GetEnvironmentVariable)
            .FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));

    /// <summary>
    /// Opens a text in the editor, in a temporary file. Returns null if the editor cannot be started or exits with an error. A final line
    /// break that the editor adds is removed.
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
    /// Splits the command at spaces into a program and its arguments, unless the whole string is a path. No shell interprets it.
    /// </summary>
    private static ProcessStartInfo Start(string editor, string path)
    {
        var words = File.Exists(editor) ? [editor] : editor.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return new(words[0], [.. words[1..], path]) { UseShellExecute = false };
    }
}
