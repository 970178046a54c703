using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Experiments.Mixing;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>What several mitigations require of an arm.</summary>
internal static class Requirement
{
    /// <summary>Generated text is trained on.</summary>
    public static IEnumerable<Problem> GeneratedText(ArmOptions arm)
    {
        if (arm.Mixing.ExpectedRealShare(1) >= 1)
            yield return new Problem("", $"is about generated text, but with mixing.strategy {Strategy(arm)} none is trained on.");
    }

    /// <summary>Both real and generated text are trained on.</summary>
    public static IEnumerable<Problem> MixedText(ArmOptions arm)
    {
        var share = arm.Mixing.ExpectedRealShare(1);
        if (share <= 0)
            yield return new Problem("",
                $"needs real text beside the generated, but mixing.strategy {Strategy(arm)} has none; take fixed-real, fresh-real or "
                    + $"accumulate.");
        else if (share >= 1)
            yield return new Problem("", $"tells real text from generated, but with mixing.strategy {Strategy(arm)} all of it is real.");
    }

    /// <summary>Documents that are generated again differ: without random numbers all drafts of a document are one.</summary>
    public static IEnumerable<Problem> RandomDrafts(ArmOptions arm)
    {
        if (arm.Decoding.IsDeterministic)
            yield return new Problem("",
                "has documents generated again, but with this decoding nothing is drawn and every draft is the same; "
                + "set decoding.temperature above 0, no beam, and top_k other than 1.");
    }

    /// <summary>A column is measured in every generation.</summary>
    public static IEnumerable<Problem> MeasuredColumn(ArmOptions arm, string place, string column)
    {
        if (ColumnCheck.Wrong(column, Pipelines.Arm(arm)) is { } wrong)
            yield return new Problem(place, wrong);
    }

    private static string Strategy(ArmOptions arm) => MixingStrategies.All.Of(arm.Mixing).Name;
}
