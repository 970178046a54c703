using System.Diagnostics;
using System.Globalization;
using TextCollapse.Corpora;
using TextCollapse.Metrics.Compatibility;
using TextCollapse.Metrics.Counting;
using TextCollapse.Metrics.Diversity;
using TextCollapse.Metrics.Loops;

namespace TextCollapse.Benchmarks;

/// <summary>
/// Time and peak memory of the three costly groups of metrics. <c>metrics all THREADS TEXT</c> takes all of them at 10 and at 100 million characters, with
/// what the time grows by; <c>metrics spectra|suffix|self-bleu CHARACTERS THREADS TEXT</c> one. The bytes of the file are the symbols;
/// reading it is not timed. Every job has a process of its own, since a peak is a process's.
/// </summary>
internal static class MetricSpeed
{
    private const int Long = 1 << 20;
    private const int Short = 500;
    private const int Small = 10_000_000, Large = 100_000_000;

    internal static void Run(string[] words)
    {
        Console.WriteLine("job,characters,threads,seconds,processor_seconds,peak_mb,peak_mb_before,result");
        if (words is ["all", var threads, var text])
            foreach (var job in new[] { "spectra", "suffix", "self-bleu" })
            {
                var (small, large) = (Apart(job, Small, threads, text), Apart(job, Large, threads, text));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"# {job}: {large / small:F1} times the time for ten times the text"));
            }
        else
            Measure(words[0], int.Parse(words[1], CultureInfo.InvariantCulture), int.Parse(words[2], CultureInfo.InvariantCulture), words[3]);
    }

    /// <summary>Measures in a process of its own and prints its row.</summary>
    /// <returns>The seconds it took.</returns>
    private static double Apart(string job, int characters, string threads, string text)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [typeof(MetricSpeed).Assembly.Location, "metrics", job, characters.ToString(CultureInfo.InvariantCulture), threads, text]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var row = process.StandardOutput.ReadToEnd().TrimEnd().Split('\n')[^1];
        process.WaitForExit();
        Console.WriteLine(row);
        return double.Parse(row.Split(',')[3], CultureInfo.InvariantCulture);
    }

    private static void Measure(string job, int characters, int threads, string path)
    {
        var documents = Read(path, characters, job == "self-bleu" ? Short : Long);
        var before = Peak();
        var processor = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        var result = job switch
        {
            "spectra" => Spectra(documents, threads),
            "suffix" => Suffixes(documents, threads, clock),
            "self-bleu" => SelfBleu.Mean(documents, 4, threads).ToString(),
            _ => throw new ArgumentException($"There is no job '{job}': spectra, suffix, self-bleu or all."),
        };
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{job},{characters},{threads},{clock.Elapsed.TotalSeconds:F2},{(Environment.CpuUsage.TotalTime - processor).TotalSeconds:F2},{Peak()},{before},{result}"));
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
            if (file.ReadAtLeast(bytes, characters, throwOnEndOfStream: false) < characters)
                throw new ArgumentException($"{path} has fewer than {characters} bytes: give a longer text.");
        return [.. bytes.Chunk(length).Select(chunk => new Document(Array.ConvertAll(chunk, value => (ushort)value), default))];
    }

    private static long Peak() => Process.GetCurrentProcess().PeakWorkingSet64 >> 20;
}
