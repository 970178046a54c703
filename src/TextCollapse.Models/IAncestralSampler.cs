using TextCollapse.Randomness;

namespace TextCollapse.Models;

/// <summary>
/// Optional interface of an <see cref="IDecodingSession"/>: a faster way to sample from the unmodified model (temperature 1, no truncation,
/// no penalty) that does not materialise a distribution. It samples from exactly the distribution of <see cref="IDecodingSession.Next"/>,
/// but not the same characters for the same random numbers.
/// </summary>
internal interface IAncestralSampler
{
    /// <summary>
    /// Samples the next characters of every stream and appends them. Fills <paramref name="symbols"/>, row-major [Streams, length], for any
    /// length. Stream i draws from <paramref name="random"/>[i] alone, so that it does not depend on other streams or on how a text is
    /// split into calls.
    /// </summary>
    /// <param name="random">One random stream per document, advanced by the draws.</param>
    /// <param name="symbols">Receives the symbols; its length is a multiple of <see cref="IDecodingSession.Streams"/>.</param>
    void Draw(Span<RandomStream> random, Span<ushort> symbols);
}
