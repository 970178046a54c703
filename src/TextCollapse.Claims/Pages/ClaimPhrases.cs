using System.Globalization;
using TextCollapse.Metrics.Statistics;
using TextCollapse.Models;

namespace TextCollapse.Claims.Pages;

/// <summary>Phrases shared by the pages of claims.</summary>
internal static class ClaimPhrases
{
    public const string HowToRead =
        "Each test computes one number per seed and reports its mean over seeds with a 95 % interval (Student’s t). \"Supported here\" "
            + "means that the whole "
        + "interval lies inside the prediction, which was written down before the run; \"not supported here\", that it lies outside; "
            + "\"undecided\", that it "
        + "overlaps both. A claim with several tests is supported if all hold. A verdict is about this small setting with models of "
            + "characters and never about "
        + "the paper. There is no correction for multiple claims: of forty true tests about one will be undecided or fail by chance.";

    public static string Effect(SeedInterval effect)
    {
        if (!effect.Mean.IsDefined)
            return "no value";
        return Number(effect.Mean.Value) + (effect.Lower.IsDefined ? $" [{Number(effect.Lower.Value)}, {Number(effect.Upper.Value)}]" : "");
    }

    public static string Number(double value)
    {
        if (Math.Abs(value) < 1e-12)
            return "0";
        return value.ToString(Math.Abs(value) is >= 1e-3 and < 1e5 ? "G3" : "0.##e0", CultureInfo.InvariantCulture);
    }

    public static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Seeds(int count) => $"{Whole(count)} {(count == 1 ? "seed" : "seeds")}";

    public static string Read(Claim claim) => claim.Read switch
    {
        "text" => "read in the paper",
        "abstract" => "read in the abstract",
        "repository" => "read in the authors’ repository",
        "note" => "read in a third party’s summary: take the numbers as indicative",
        _ => "our own control",
    };

    public static string Setting(Claim claim)
    {
        if (claim.Experiment is { } experiment)
            return $"a simulation ({experiment.Words[..experiment.Words.IndexOf(':', StringComparison.Ordinal)]}), "
                + $"{Seeds(experiment.Seeds.Count)}";
        var study = claim.Study!;
        var options = study.Options;
        var steps = options.Model is NeuralModelOptions ? FormattableString.Invariant($", {options.Training.Steps} steps") : "";
        var size = options.Corpus.Train.ToString("N0", CultureInfo.InvariantCulture);
        return $"study {study.Name}: {options.Model.Summary}{steps}, {options.Corpus.Source}, {size} characters per generation, "
            + $"{Whole(options.Generations)} generations, {Seeds(study.Seeds.Count)}";
    }

    public static string Count(IReadOnlyList<ClaimResult> results) => string.Join(", ",
        results.GroupBy(result => result.Words).OrderBy(group => Order(group.Key)).Select(group => $"{Whole(group.Count())} {group.Key}"));

    private static int Order(string words) =>
        Array.IndexOf(["supported here", "not supported here", "undecided", "failed", "not run"], words);
}
