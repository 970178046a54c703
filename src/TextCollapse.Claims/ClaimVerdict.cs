namespace TextCollapse.Claims;

/// <summary>What this small setting says of a published claim; it never judges the paper.</summary>
public enum ClaimVerdict
{
    /// <summary>The whole interval lies where the claim says.</summary>
    Supported,

    /// <summary>The whole interval lies elsewhere.</summary>
    NotSupported,

    /// <summary>The interval holds values of both kinds, or there is none.</summary>
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

    /// <summary>Of several tests that must all hold: one that fails decides, else one that is open keeps the whole open.</summary>
    public static ClaimVerdict All(IEnumerable<ClaimVerdict> verdicts)
    {
        var all = verdicts.ToHashSet();
        if (all.Contains(ClaimVerdict.NotSupported))
            return ClaimVerdict.NotSupported;
        return all.Contains(ClaimVerdict.Undecided) ? ClaimVerdict.Undecided : ClaimVerdict.Supported;
    }
}
