using System.Diagnostics;
using System.Globalization;
using TextCollapse.Corpora;
using TextCollapse.Metrics.Compatibility;
using TextCollapse.Metrics.Counting;
using TextCollapse.Metrics.Diversity;
using TextCollapse.Metrics.Loops;

namespace TextCollapse.Benchmarks;

/// <summary>
/// Time and peak memory of the three costly groups of metrics on the first characters of a text: <c>metrics spectra|suffix|self-bleu CHARACTERS THREADS TEXT</c>,
/// one row a process, since a peak is a process's. The bytes of the file are the symbols; reading it is not timed.
/// </summary>
internal static class MetricSpeed
{
    private const int Long = 1 << 20;
    private const int Short = 500;

    internal static void Run(string[] words)
    {
        var (characters, threads) = (int.Parse(words[1], CultureInfo.InvariantCulture), int.Parse(words[2], CultureInfo.InvariantCulture));
        var documents = Read(words[3], characters, words[0] == "self-bleu" ? Short : Long);
        var before = Peak();
        var clock = Stopwatch.StartNew();
        var result = words[0] switch
        {
            "spectra" => Spectra(documents, threads),
            "suffix" => Suffixes(documents, threads, clock),
            _ => SelfBleu.Mean(documents, 4, threads).ToString(),
        };
        Console.WriteLine("job,characters,threads,seconds,peak_mb,peak_mb_before,result");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{words[0]},{characters},{threads},{clock.Elapsed.TotalSeconds:F2},{Peak()},{before},{result}"));
    }

    /// <summary>Types, singletons, doubletons, four Hill numbers, five entropies, coverage and Chao1 of n = 1 … 8.</summary>
    private static string Spectra(Document[] documents, int threads)
    {
        var spectra = NgramSpectra.Of(documents, threads);
        var sum = 0.0;
        for (var order = 1; order <= NgramSpectra.Orders; order++)
        {
            var spectrum = spectra[order];
            sum += spectrum.Types + spectrum.Singletons + spectrum.Doubletons + SampleCoverage.ChaoJost(spectrum).Value + Richness.Chao1(spectrum).Value;
            foreach (var q in new[] { 0, 1, 2, double.PositiveInfinity })
                sum += HillNumbers.OfOrder(spectrum, q).Value;
            foreach (var estimator in new Func<FrequencySpectrum, Measurement>[]
                { EntropyEstimators.PlugIn, EntropyEstimators.MillerMadow, EntropyEstimators.ChaoShen, EntropyEstimators.Grassberger2003, EntropyEstimators.ChaoWangJost })
                sum += estimator(spectrum).Value;
        }
        return sum.ToString("R", CultureInfo.InvariantCulture);
    }

    /// <summary>Suffix array with LCP, longest repeat, duplicate coverage at 20, 50, 100 characters, match-length entropy rate.</summary>
    private static string Suffixes(Document[] documents, int threads, Stopwatch clock)
    {
        var repeats = RepeatedSubstrings.Of(documents, threads);
        var sorted = clock.Elapsed.TotalSeconds;
        var longest = repeats.Longest().Length;
        var covered = string.Join(' ', new[] { 20, 50, 100 }.Select(length => repeats.CoveredShare(length)));
        var read = clock.Elapsed.TotalSeconds;
        var rate = repeats.MatchLengths(threads).MeanOfRatios;
        return string.Create(CultureInfo.InvariantCulture, $"{longest} {covered} {rate} (sorted {sorted:F2} s; repeats {read - sorted:F2} s; match lengths {clock.Elapsed.TotalSeconds - read:F2} s)");
    }

    private static Document[] Read(string path, int characters, int length)
    {
        var bytes = new byte[characters];
        using (var file = File.OpenRead(path))
            file.ReadExactly(bytes);
        return [.. bytes.Chunk(length).Select(chunk => new Document(Array.ConvertAll(chunk, value => (ushort)value), default))];
    }

    private static long Peak() => Process.GetCurrentProcess().PeakWorkingSet64 >> 20;
}
