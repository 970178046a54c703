namespace TextCollapse.Claims;

/// <summary>The verdict on a published claim in this small setting; it does not judge the paper.</summary>
public enum ClaimVerdict
{
    /// <summary>The whole interval lies within the prediction.</summary>
    Supported,

    /// <summary>The whole interval lies outside the prediction.</summary>
    NotSupported,

    /// <summary>The interval overlaps the boundary of the prediction, or there is no interval.</summary>
    Undecided,
}

/// <summary>Verdicts in words.</summary>
public static class ClaimVerdicts
{
    /// <summary><c>supported here</c>, <c>not supported here</c>, <c>undecided</c>.</summary>
    public static string Words(this ClaimVerdict verdict) => verdict switch
    {
        ClaimVerdict.Supported => "supported here",
        ClaimVerdict.NotSupported => "not supported here",
        _ => "undecided",
    };

    /// <summary>
    /// Combines tests that must all hold: one that is not supported decides; otherwise one undecided test makes the result undecided.
    /// </summary>
    public static ClaimVerdict All(IEnumerable<ClaimVerdict> verdicts)
    {
        var all = verdicts.ToHashSet();
        if (all.Contains(ClaimVerdict.NotSupported))
            return ClaimVerdict.NotSupported;
        return all.Contains(ClaimVerdict.Undecided) ? ClaimVerdict.Undecided : ClaimVerdict.Supported;
    }
}
