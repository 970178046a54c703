namespace TextCollapse.Claims;

/// <summary>The statistic of a claim's test: one number per seed.</summary>
public interface IClaimMeasure
{
    /// <summary>The number of one seed, or why there is none.</summary>
    Measurement Of(SeedRows seed);

    /// <summary>What it is, as the page prints it.</summary>
    string Words { get; }

    /// <summary>The cells that it reads: they must be in the study.</summary>
    IEnumerable<string> Cells { get; }

    /// <summary>The columns that it reads.</summary>
    IEnumerable<string> Metrics { get; }
}
