namespace TextCollapse.Claims;

/// <summary>The result of a claim.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Findings">Its tests; empty if it was not run.</param>
/// <param name="Failure">Why its study failed, or null.</param>
/// <param name="Evidence">The folder of the run, relative to the folder of the claims.</param>
public sealed record ClaimResult(Claim Claim, IReadOnlyList<ClaimFinding> Findings, string? Failure, string Evidence)
{
    /// <summary>Whether it was run and judged.</summary>
    public bool HasRun => Findings.Count > 0;

    /// <summary>The overall verdict: all tests must hold; a failed study is undecided.</summary>
    public ClaimVerdict Verdict => Failure is not null || !HasRun ? ClaimVerdict.Undecided
        : ClaimVerdicts.All(Findings.Select(finding => finding.Verdict));

    /// <summary>The verdict in words, or why there is none.</summary>
    public string Words
    {
        get
        {
            if (Failure is not null)
                return "failed";
            return HasRun ? Verdict.Words() : "not run";
        }
    }

    /// <summary>
    /// Whether scripts should report it: the run failed, no verdict is possible, or a control did not hold. A published claim that is not
    /// supported here is a regular result.
    /// </summary>
    public bool NeedsAttention => Failure is not null
        || (HasRun && (Verdict == ClaimVerdict.Undecided || (Claim.IsControl && Verdict == ClaimVerdict.NotSupported)));
}
