namespace TextCollapse.Claims;

/// <summary>What came of a claim here.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Findings">Its tests; empty if it has not run.</param>
/// <param name="Failure">Why its study could not be finished, or null.</param>
/// <param name="Evidence">The folder of what was run, relative to the folder of the claims.</param>
public sealed record ClaimResult(Claim Claim, IReadOnlyList<ClaimFinding> Findings, string? Failure, string Evidence)
{
    /// <summary>True once it was run and judged.</summary>
    public bool HasRun => Findings.Count > 0;

    /// <summary>All tests must hold; a study that failed decides nothing.</summary>
    public ClaimVerdict Verdict => Failure is not null || !HasRun ? ClaimVerdict.Undecided
        : ClaimVerdicts.All(Findings.Select(finding => finding.Verdict));

    /// <summary>The verdict, or that there is none.</summary>
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
    /// Whether a script should look at it: the run failed, nothing could be decided, or a control did not hold. That a published claim is
    /// not supported here is a finding like any other.
    /// </summary>
    public bool NeedsAttention => Failure is not null
        || (HasRun && (Verdict == ClaimVerdict.Undecided || (Claim.IsControl && Verdict == ClaimVerdict.NotSupported)));
}
