namespace TextCollapse.Claims;

/// <summary>The statistic of a claim's test: one number per seed.</summary>
public interface IClaimMeasure
{
    /// <summary>The value of one seed, or why it is undefined.</summary>
    Measurement Of(SeedRows seed);

    /// <summary>Its description on the results page.</summary>
    string Words { get; }

    /// <summary>The arms that it uses, which must be in the study.</summary>
    IEnumerable<string> Arms { get; }

    /// <summary>The columns that it uses.</summary>
    IEnumerable<string> Metrics { get; }
}
