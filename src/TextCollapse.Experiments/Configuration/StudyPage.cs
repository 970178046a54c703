using System.Text;
using TextCollapse.Corpora;
using TextCollapse.Experiments.Mitigations;
using TextCollapse.Experiments.Mixing;
using TextCollapse.Models;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Configuration;

/// <summary>The documentation page of all keys and components of a study, as Markdown, made from their descriptions.</summary>
internal static class StudyPage
{
    /// <summary>The page.</summary>
    public static string Markdown()
    {
        var page = new StringBuilder("""
            # Keys of a study

            For everybody who writes a study file. Made from the option records (`textcollapse study show NAME --keys`);
            do not edit by hand. A key stands in its section (`mixing: { strategy: window }`), in an arm or a grid with its
            section (`mixing.window: 4`), or after `--set`.


            """);
        Table(page, ["key", "values", "default", "what it does"], StudyKeys.All.Select(key => (IReadOnlyList<string>)
        [
            $"`{key.Name}`", key.Expected, key.Default.Length == 0 ? "" : $"`{key.Default}`",
            key.For.Length == 0 ? key.Help : $"{key.Help}; with {key.For}",
        ]));
        page.Append("""

            ## Primary outcome

            The section `primary`: what the study is about, stated before it runs. Its comparisons are one family of tests; all others are
            exploratory. It cannot be changed once a run has results. [statistics.md](statistics.md) says how it is tested, and
            `textcollapse study plan NAME --pilot DIR` what it can show.


            """);
        Table(page, ["key", "values", "default", "what it does"], OptionSet.Of(typeof(PrimaryOptions)).All.Select(option =>
            (IReadOnlyList<string>)[$"`primary.{option.Name}`", option.Expected, $"`{option.Default}`", option.Help]));
        Components(page, "Model kinds", "`model.kind`", ModelKinds.All);
        Components(page, "Mixing strategies", "`mixing.strategy`", MixingStrategies.All);
        Components(page, "Mitigations", "`mitigations`, a list: `[label-smoothing: 0.2, accept: { margin: 0.05 }]`", MitigationKinds.All);
        page.Append("\n## Text sources\n\nThe value of `corpus.source`; `textcollapse corpus list` also names the public texts.\n\n");
        Table(page, ["source", "what it is"], TextSource.Kinds.Select(kind => (IReadOnlyList<string>)[$"`{kind.Form}`", kind.Help]));
        return page.ToString();
    }

    private static void Components(StringBuilder page, string title, string key, IReadOnlyList<ComponentDescription> components)
    {
        page.Append("\n## ").Append(title).Append("\n\nThe value of ").Append(key).Append(".\n\n");
        Table(page, ["name", "what it does", "options", "source"], components.Select(component => (IReadOnlyList<string>)
            [$"`{component.Name}`", component.Help, string.Join("; ", component.Options.All.Select(Option)), component.Paper]));
    }

    private static string Option(OptionDescription option) =>
        $"`{option.Name}`{(option.IsRequired ? "" : $" (`{option.Default}`)")}: {option.Help}, {option.Expected}";

    private static void Table(StringBuilder page, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        Row(page, columns);
        Row(page, [.. columns.Select(_ => "---")]);
        foreach (var row in rows)
            Row(page, row);
    }

    private static void Row(StringBuilder page, IReadOnlyList<string> arms) =>
        page.Append("| ").AppendJoin(" | ", arms.Select(arm => arm.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
}
