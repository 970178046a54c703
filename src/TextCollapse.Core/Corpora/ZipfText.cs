using System.Globalization;
using System.Text;
using TextCollapse.Randomness;

namespace TextCollapse.Corpora;

/// <summary>
/// <c>zipf:TYPES,EXPONENT</c>: characters sampled independently from Zipf's law, p(rank r) = r^−s / Σ_k k^−s for r = 1 … TYPES, the setting
/// of the theory of drift and lost tails. Types are characters, ranked a–z, A–Z, 0–9, the other printable ASCII except the space, then
/// letters of other scripts.
/// </summary>
public sealed class ZipfText : IDrawnText
{
    /// <summary>The maximum number of types.</summary>
    public const int MostTypes = 20_000;

    private readonly double[] _cumulative;
    private readonly string _characters;

    /// <summary>Creates a Zipf distribution.</summary>
    /// <exception cref="InputException">The number of types is not in 1 … <see cref="MostTypes"/>, or the exponent is not in 0 …
    /// 20.</exception>
    public ZipfText(int types, double exponent)
    {
        Name = string.Create(CultureInfo.InvariantCulture, $"zipf:{types},{exponent}");
        if (types is < 1 or > MostTypes)
            throw new InputException(Name, $"{types} types; there can be 1 to {MostTypes}.");
        if (!(exponent is >= 0 and <= 20))
            throw new InputException(Name, $"an exponent is between 0 (all types equally likely) and 20; natural text has about 1.");
        _characters = string.Concat(Ranked().Take(types).Select(c => c.ToString()));
        Alphabet = Alphabet.Parse(_characters);
        var weights = Enumerable.Range(1, types).Select(rank => Math.Pow(rank, -exponent)).ToArray();
        var sum = weights.Reverse().Sum();
        var byRank = weights.Select(weight => weight / sum).ToArray();
        _cumulative = new double[types];
        for (var (rank, total) = (0, 0.0); rank < types; rank++)
            _cumulative[rank] = total += byRank[rank];
        var probabilities = new double[types];
        for (var rank = 0; rank < types; rank++)
            probabilities[Alphabet.Encode(_characters[rank].ToString(), out _)[0]] = byRank[rank];
        Probabilities = probabilities;
        EntropyPerCharacter = -byRank.Reverse().Sum(p => p == 0 ? 0 : p * Math.Log(p));
    }

    /// <summary>The description of this kind of source.</summary>
    internal static TextSourceKind Kind { get; } = new("zipf", "zipf:TYPES,EXPONENT",
        "Independent characters from Zipf's law, for instance zipf:1000,1.1.",
        (name, law) => law is null ? null : Parse(name, law));

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public Alphabet Alphabet { get; }

    /// <summary>The true probability of each symbol of <see cref="Alphabet"/>.</summary>
    public IReadOnlyList<double> Probabilities { get; }

    /// <summary>The entropy rate, nats per character.</summary>
    public double EntropyPerCharacter { get; }

    double? IDrawnText.EntropyPerCharacter => EntropyPerCharacter;

    /// <inheritdoc/>
    public string Draw(ref RandomStream random, int documentLength)
    {
        var text = new StringBuilder(documentLength);
        for (var i = 0; i < documentLength; i++)
        {
            var rank = Array.BinarySearch(_cumulative, random.NextDouble());
            text.Append(_characters[Math.Min(rank < 0 ? ~rank : rank + 1, _characters.Length - 1)]);
        }
        return text.ToString();
    }

    internal static ZipfText Parse(string name, string words)
    {
        var parts = words.Split(',');
        return parts.Length == 2
            && int.TryParse(parts[0].Trim().Replace("_", ""), NumberStyles.None, CultureInfo.InvariantCulture, out var types)
            && double.TryParse(parts[1].Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var exponent)
            ? new ZipfText(types, exponent)
            : throw new InputException(name,
                "the form of this source is zipf:TYPES,EXPONENT with a whole number of types, for instance zipf:1000,1.1.");
    }

    private static IEnumerable<char> Ranked()
    {
        var ascii = Between('!', '~').ToArray();
        return [.. Between('a', 'z'), .. Between('A', 'Z'), .. Between('0', '9'), .. ascii.Where(c => !char.IsAsciiLetterOrDigit(c)),
            .. Between('\u00C0', '\u024F').Where(char.IsLetter), .. Between('\u0391', '\u03C9')
                .Where(char.IsLetter), .. Between('\u0400', '\u052F').Where(char.IsLetter), .. Between('\u4E00', '\u9FA5')];

        static IEnumerable<char> Between(char first, char last) => Enumerable.Range(first, last - first + 1).Select(c => (char)c);
    }
}
