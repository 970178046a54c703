using TextCollapse.Randomness;

namespace TextCollapse.Models;

/// <summary>
/// What an <see cref="IDecodingSession"/> may also be: a faster way to draw plainly from the model (temperature 1, nothing truncated or
/// penalised) that never writes out a distribution. It draws from exactly the distribution of <see cref="IDecodingSession.Next"/>, though
/// not the same characters for the same random numbers.
/// </summary>
internal interface IAncestralSampler
{
    /// <summary>
    /// Draws the next characters of every stream and appends them: <paramref name="symbols"/> is row-major [Streams, length] and is filled,
    /// for any length. Stream i draws from <paramref name="random"/>[i] alone, so it does not depend on its neighbours or on how a text is
    /// cut into calls.
    /// </summary>
    /// <param name="random">One stream of random numbers per document, moved on by what was drawn.</param>
    /// <param name="symbols">Where the symbols go; its length is a multiple of <see cref="IDecodingSession.Streams"/>.</param>
    void Draw(Span<RandomStream> random, Span<ushort> symbols);
}
