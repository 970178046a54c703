using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Experiments.Mixing;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>Requirements on an arm that several mitigations share.</summary>
internal static class Requirement
{
    /// <summary>Generated text is trained on.</summary>
    public static IEnumerable<Problem> GeneratedText(ArmOptions arm)
    {
        if (arm.Mixing.ExpectedRealShare(1) >= 1)
            yield return new Problem("", $"changes generated text, but with mixing.strategy {Strategy(arm)} none is trained on.");
    }

    /// <summary>Both real and generated text are trained on.</summary>
    public static IEnumerable<Problem> MixedText(ArmOptions arm)
    {
        var share = arm.Mixing.ExpectedRealShare(1);
        if (share <= 0)
            yield return new Problem("",
                $"needs both real and generated text, but mixing.strategy {Strategy(arm)} has no real text; use fixed-real, fresh-real or "
                    + $"accumulate.");
        else if (share >= 1)
            yield return new Problem("", $"separates real from generated text, but mixing.strategy {Strategy(arm)} has real text only.");
    }

    /// <summary>Documents that are generated again differ. With deterministic decoding, all drafts of a document are equal.</summary>
    public static IEnumerable<Problem> RandomDrafts(ArmOptions arm)
    {
        if (arm.Decoding.IsDeterministic)
            yield return new Problem("",
                "generates documents again, but this decoding is deterministic and every draft is the same; "
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
