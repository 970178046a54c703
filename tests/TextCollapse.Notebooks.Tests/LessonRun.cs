using System.Reflection;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using TextCollapse.Reporting.Figures;

namespace TextCollapse.Notebooks.Tests;

/// <summary>Runs the cells of a lesson one after the other, as a notebook does, and keeps what each gave.</summary>
internal static class LessonRun
{
    private static readonly string[] Implicit = ["System", "System.IO", "System.Linq", "System.Collections.Generic", "System.Threading", "System.Threading.Tasks"];

    public static async Task<IReadOnlyList<IReadOnlyList<Output>>> Of(Lesson lesson)
    {
        var options = ScriptOptions.Default.WithReferences(Assemblies()).WithImports(Implicit).WithLanguageVersion(Microsoft.CodeAnalysis.CSharp.LanguageVersion.Latest);
        var all = new List<IReadOnlyList<Output>>();
        var (console, show) = (Console.Out, Inline.Show);
        ScriptState? state = null;
        try
        {
            foreach (var cell in lesson.Cells.Where(cell => !cell.IsMarkdown))
            {
                var outputs = new List<Output>();
                var text = new StringWriter { NewLine = "\n" };
                Console.SetOut(text);
                Inline.Show = figure =>
                {
                    Flush();
                    outputs.Add(new(true, figure.File()));
                };
                state = state is null ? await CSharpScript.RunAsync(cell.Text, options) : await state.ContinueWithAsync(cell.Text, options);
                Flush();
                all.Add(outputs);

                void Flush()
                {
                    if (text.GetStringBuilder().Length > 0)
                        outputs.Add(new(false, text.ToString()));
                    text.GetStringBuilder().Clear();
                }
            }
            return all;
        }
        finally
        {
            Console.SetOut(console);
            Inline.Show = show;
        }
    }

    /// <summary>Everything that stands beside the tests, as it would beside a program; and the framework's own.</summary>
    private static IEnumerable<Assembly> Assemblies()
    {
        foreach (var path in Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll"))
            if (Path.GetFileName(path) is var name && (name.StartsWith("TextCollapse", StringComparison.Ordinal) || name.StartsWith("Microsoft.ML", StringComparison.Ordinal)) && Load(path) is { } assembly)
                yield return assembly;
        foreach (var type in new[] { typeof(object), typeof(Enumerable), typeof(Console), typeof(System.Globalization.CultureInfo), typeof(System.Text.Json.JsonDocument), typeof(System.Xml.Linq.XElement) })
            yield return type.Assembly;
    }

    private static Assembly? Load(string path)
    {
        try
        {
            return Assembly.LoadFrom(path);
        }
        catch (BadImageFormatException)
        {
            return null; // a native library with a managed library's name
        }
    }
}
