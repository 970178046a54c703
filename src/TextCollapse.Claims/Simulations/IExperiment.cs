using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Claims.Simulations;

/// <summary>
/// A simulation for a theoretical claim: the same recursion (fit, draw, fit again) with real sampling, but of counts or of two values
/// instead of a text, so that hundreds of chains of hundreds of generations take seconds.
/// </summary>
public interface IExperiment
{
    /// <summary>All parameters that determine its results, in one line: their identity.</summary>
    string Words { get; }

    /// <summary>Its seeds.</summary>
    IReadOnlyList<long> Seeds { get; }

    /// <summary>Its arms.</summary>
    IReadOnlyList<string> Arms { get; }

    /// <summary>The rows of one arm and seed: means over many chains, by generation.</summary>
    IEnumerable<GenerationRow> Run(string arm, long seed);
}
