using System.Globalization;
using System.Xml.Linq;
using TextCollapse.Chains;
using TextCollapse.Studies;

namespace TextCollapse.Reporting.Report;

/// <summary>
/// What the arms wrote, side by side: the beginning of the first document of each generation, or of the first ones where documents are of a few characters. Without script and in print the first, the middle and the
/// last generation stand beside each other; a slider shows any.
/// </summary>
internal static class SamplesSection
{
    private const int Length = 420, Short = 40, Passage = 20, MostGenerations = 31;

    public static ReportSection Of(RunResults results)
    {
        var arms = results.SomeArms();
        var most = arms.Max(arm => results.GenerationsOf(arm.Id).Last());
        var generations = Enumerable.Range(0, most + 1).Where(generation => most < MostGenerations || generation % ((most + MostGenerations - 1) / (MostGenerations - 1)) == 0 || generation == most).ToArray();
        int[] keys = [.. new[] { 0, generations[generations.Length / 2], most }.Distinct()];
        var real = new RealTextHere(results);
        var drawn = arms.Select(arm => Arm(results, arm, generations, keys, real)).ToArray();
        return new("samples", "What they wrote",
            Html.Paragraph($"The {Length} characters that each generation wrote first, seed {results.ShownSeed}. ",
                Html.Of("mark", "repeated", "Dotted"), $": a passage of {Passage} or more characters that the same generation writes more than once. ",
                real.Missing is { } reason ? $"Passages copied from the real text are not marked: {reason}." : null,
                real.Missing is null ? new object[] { Html.Of("mark", "copied", "Underlined"), ": a passage that stands in the real training text. ", Html.Of("mark", "copied repeated", "Twice underlined"), ": both." } : null),
            Html.Of("div", "slider", new XAttribute("hidden", ""), new XElement("label", new XAttribute("for", "generation"), "Generation"),
                new XElement("input", new XAttribute("id", "generation"), new XAttribute("type", "range"), new XAttribute("min", 0), new XAttribute("max", generations.Length - 1), new XAttribute("step", 1),
                    new XAttribute("value", generations.Length - 1), new XAttribute("data-generations", string.Join(' ', generations))),
                new XElement("output", new XAttribute("for", "generation"), new XAttribute("id", "generation-shown"), most.ToString(CultureInfo.InvariantCulture))),
            Html.Of("div", "arms", drawn), results.WhichArms() is { } which ? Html.Note(which) : null);
    }

    private static XElement Arm(RunResults results, Cell arm, int[] generations, int[] keys, RealTextHere real)
    {
        var chain = results.Folder.Chain(arm, results.ShownSeed);
        var reached = ChainRecord.In(chain).Count();
        return Html.Of("article", "arm", Html.Element("h3", arm.Id), Html.Of("div", "texts", generations.Where(generation => generation < reached).Select(generation =>
        {
            var documents = new GenerationFolder(chain, generation).Documents();
            var sample = Beginning(documents);
            var passages = new Passages(sample, Passage);
            return Html.Of("div", keys.Contains(generation) ? "sample key" : "sample", new XAttribute("data-generation", generation),
                Html.Of("p", "which", generation == 0 ? "generation 0, which has read real text" : $"generation {generation}"),
                MarkedText.Draw(sample, passages.In(documents, times: 2), real.Of(arm) is { } training ? passages.In(training) : null));
        })));
    }

    private static string Beginning(IReadOnlyList<string> documents)
    {
        // Of documents of a few characters one alone says nothing.
        var text = documents.Count == 0 ? "" : documents[0].Length >= Short ? documents[0] : string.Join(' ', documents.Take(Length));
        if (text.Length <= Length)
            return text;
        return char.IsHighSurrogate(text[Length - 1]) ? text[..(Length - 1)] : text[..Length];
    }
}
