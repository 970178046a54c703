using System.Globalization;
using TextCollapse.Models;
using TextCollapse.Statistics;
using TextCollapse.Studies.Claims;

namespace TextCollapse.Reporting.Claims;

/// <summary>Phrases that the pages of claims share.</summary>
internal static class ClaimPhrases
{
    public const string HowToRead =
        "Each test gives one number per seed; its mean over seeds stands with a 95 % interval (Student's t). \"Supported here\" means that the whole interval lies where the claim, written down before the run, says; "
        + "\"not supported here\" that the whole interval lies elsewhere; \"undecided\" that it holds both. A claim with several tests is supported where all hold. A verdict is about this small setting at the level of "
        + "characters and never about the paper. No correction is made over claims: of forty true tests about one will stay undecided or fail by chance.";

    public static string Effect(SeedInterval effect) => !effect.Mean.IsDefined ? "no value"
        : $"{Number(effect.Mean.Value)}{(effect.Lower.IsDefined ? $" [{Number(effect.Lower.Value)}, {Number(effect.Upper.Value)}]" : "")}";

    public static string Number(double value) => Math.Abs(value) < 1e-12 ? "0" : value.ToString(Math.Abs(value) is >= 1e-3 and < 1e5 ? "G3" : "0.##e0", CultureInfo.InvariantCulture);

    public static string Read(Claim claim) => claim.Read switch
    {
        "text" => "the paper's text was at hand",
        "abstract" => "the abstract was at hand",
        "repository" => "the authors' repository was at hand",
        "note" => "a third party's note was at hand: take the numbers as indicative",
        _ => "a control of our own",
    };

    public static string Setting(Claim claim)
    {
        if (claim.Experiment is { } experiment)
            return $"a simulation ({experiment.Words[..experiment.Words.IndexOf(':', StringComparison.Ordinal)]}), {experiment.Seeds.Count} seeds";
        var study = claim.Study!;
        var options = study.Options;
        var model = options.Model is NeuralModelOptions ? FormattableString.Invariant($"{options.Model.Summary}, {options.Training.Steps} steps") : options.Model.Summary;
        return FormattableString.Invariant($"study {study.Name}: {model}, {options.Corpus.Source}, {options.Corpus.Train:N0} characters a generation, {options.Generations} generations, {study.Seeds.Count} seeds");
    }

    public static string Count(IReadOnlyList<ClaimResult> results) => string.Join(", ", results.GroupBy(result => result.Words).OrderBy(group => Order(group.Key)).Select(group => $"{group.Count()} {group.Key}"));

    private static int Order(string words) => Array.IndexOf(["supported here", "not supported here", "undecided", "failed", "not run"], words);
}
