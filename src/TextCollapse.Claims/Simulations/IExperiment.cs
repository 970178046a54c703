using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Claims.Simulations;

/// <summary>
/// A simulation of a claim that is about theory: the same recursion (fit, draw, fit again) with real sampling, but of counts or of two
/// numbers instead of a text, so that hundreds of chains of hundreds of generations take seconds.
/// </summary>
public interface IExperiment
{
    /// <summary>Everything that decides its numbers, in one line: the identity of its results.</summary>
    string Words { get; }

    /// <summary>Its seeds.</summary>
    IReadOnlyList<long> Seeds { get; }

    /// <summary>Its cells.</summary>
    IReadOnlyList<string> Cells { get; }

    /// <summary>The rows of one cell and seed: means over many chains, by generation.</summary>
    IEnumerable<GenerationRow> Run(string cell, long seed);
}
