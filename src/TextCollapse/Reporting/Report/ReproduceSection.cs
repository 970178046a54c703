using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using TextCollapse.Chains;
using TextCollapse.Studies;

namespace TextCollapse.Reporting.Report;

/// <summary>What gives the same bytes again.</summary>
internal static class ReproduceSection
{
    public static ReportSection Of(RunResults results)
    {
        var texts = Chains(results).Select(chain => (string?)chain["real text"]).OfType<string>().Distinct().ToArray();
        (string, string?)[] hashes =
        [
            ("plan", results.Folder.Plan.Hash()),
            ("real text", texts.Length == 0 ? null : texts[0] + (texts.Length == 1 ? "" : $" and {texts.Length - 1} more, one a seed or corpus: manifest.json")),
            .. new[] { "generations.csv", "summary.csv", "contrasts.csv", "diagnosis.csv" }.Select(name => (name, Hash(results.Folder.PathOf(name)))),
        ];
        return new("reproduce", "How to get the same bytes again",
            Html.Paragraph("In this folder:"),
            new XElement("pre", new XElement("code", VisibleText.Line(Command(results)))),
            Html.Paragraph("With the managed engine and the same width of vectors this gives the same generations.csv, byte for byte, whatever the number of threads. SHA-256:"),
            Html.List(hashes, code: true));
    }

    private static IEnumerable<JsonNode> Chains(RunResults results) =>
        results.Arms.SelectMany(arm => results.Folder.Plan.Seeds.Select(seed => ChainRecord.Identity(results.Folder.Chain(arm, seed)))).OfType<JsonNode>();

    /// <summary>The command with the changes that were said when the study was run, which stand in manifest.json, and with what people decided.</summary>
    private static string Command(RunResults results)
    {
        var said = AskedChanges.Of(results.Folder).Select(change => $"--set {Quoted($"{change.Key}={change.Value}")} ");
        var decided = InterventionsSection.DecisionsOf(results).Any() ? "--decisions . " : "";
        return $"textcollapse run study.yaml {string.Concat(said)}{decided}--seeds {string.Join(',', results.Folder.Plan.Seeds)} --out again";
    }

    private static string Quoted(string word) => word.All(c => char.IsAsciiLetterOrDigit(c) || "=._-:/,".Contains(c, StringComparison.Ordinal)) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string? Hash(string path)
    {
        if (!File.Exists(path))
            return null;
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
