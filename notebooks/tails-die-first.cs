#:project ../src/TextCollapse.Core/TextCollapse.Core.csproj
#:project ../src/TextCollapse.Models/TextCollapse.Models.csproj
#:project ../src/TextCollapse.Metrics/TextCollapse.Metrics.csproj
#:project ../src/TextCollapse.Experiments/TextCollapse.Experiments.csproj
#:project ../src/TextCollapse.Reporting/TextCollapse.Reporting.csproj
#:property NoWarn=CS1591
#:property PublishAot=false

// %% [markdown]
// # 2. Why tails die first
//
// Take everything away from the loop but chance: a model of order 1 that counts characters, draws as many as it read, counts those, and so on. No
// neural network, no bad decoding; nothing but drawing. Population geneticists know this as *genetic drift*, and it has closed forms.
//
// Two draws from a text of n characters are alike with probability Σp². Each generation that is drawn again loses a share 1/n of the chance that they
// *differ* (the heterozygosity H): E[H_t] = H_0 (1 − 1/n)^t. And a character that dies never comes back.

// %%
using System.Globalization;
using TextCollapse.Corpora;
using TextCollapse.Models;
using TextCollapse.Models.Decoding;
using TextCollapse.Models.Ngram;
using TextCollapse.Randomness;
using TextCollapse.Reporting.Figures;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const int types = 20, characters = 200, generations = 100, chains = 200, documentLength = 50;
var law = (IDrawnText)TextSource.Parse($"zipf:{types},1.0");
var trainer = new NgramTrainer(new NgramOptions { Order = 1, Smoothing = NgramSmoothing.MaximumLikelihood });
var decoder = new Decoder(new DecodingOptions());

double[] Counts(Corpus corpus)
{
    var counts = new double[corpus.Alphabet.Size];
    foreach (var document in corpus.Documents)
        foreach (var symbol in document.Symbols.Span)
            counts[symbol]++;
    return counts;
}

// counted[chain][generation][type]
var counted = Enumerable.Range(1, chains).Select(seed =>
{
    var corpus = RealText.Prepare(law, new RealTextSettings { Train = characters, HeldOut = 50, Validation = 0, DocumentLength = documentLength, Seed = seed }).Training;
    var all = new List<double[]> { Counts(corpus) };
    for (var generation = 0; generation < generations; generation++)
    {
        var key = new RandomKey(seed, "lesson", generation);
        var model = trainer.Train(new TrainingTask { Corpus = corpus, Validation = new Corpus(corpus.Alphabet, []), Random = key }).Model;
        corpus = decoder.Generate(model, new GenerationTask { Characters = characters, DocumentLength = documentLength, Random = key, Provenance = Provenance.Synthetic(generation, "lesson") });
        all.Add(Counts(corpus));
    }
    return all;
}).ToArray();
Console.WriteLine($"{chains} chains of {generations} generations, {types} types, {characters} characters each");

// %% [markdown]
// ## Measured beside predicted
//
// The dashed line is not fitted: it is the formula with n = 200.

// %%
double H(double[] counts) => 1 - counts.Sum(count => count * count) / ((double)characters * characters);
var measured = Enumerable.Range(0, generations + 1).Select(t => counted.Average(chain => H(chain[t]))).ToArray();
Inline.Show(new LineChart
{
    Name = "tails-heterozygosity",
    Title = "Drift: the chance that two characters differ",
    XTitle = "generation",
    YTitle = "H",
    Series =
    [
        new("measured", [.. measured.Select((h, t) => new SeriesPoint(t, h))]),
        new("theory", [.. measured.Select((_, t) => new SeriesPoint(t, measured[0] * Math.Pow(1 - 1.0 / characters, t)))]) { IsTheory = true },
    ],
});
for (var t = 0; t <= generations; t += 25)
    Console.WriteLine($"generation {t,3}: measured {measured[t]:F4}, predicted {measured[0] * Math.Pow(1 - 1.0 / characters, t):F4}");

// %% [markdown]
// ## Who dies?
//
// A type with k copies is missing from the next generation with probability (1 − k/n)^n ≈ e^(−k). One copy: 37 %. Ten copies: .005 %. So the rare go
// first, and each death makes the others a little more frequent. Below: the share of chains in which a type is still alive, by its rank.

// %%
var alphabetByRank = Enumerable.Range(0, counted[0][0].Length).OrderByDescending(type => counted.Average(chain => chain[0][type])).ToArray();
double Alive(int type, int t) => counted.Count(chain => chain[t][type] > 0) / (double)chains;
Inline.Show(new LineChart
{
    Name = "tails-survival",
    Title = "Which types are still alive",
    XTitle = "generation",
    YTitle = "share of chains",
    Series = [.. new[] { 1, 3, 6, 12, 20 }.Select(rank => new Series($"rank {rank}", [.. Enumerable.Range(0, generations + 1).Select(t => new SeriesPoint(t, Alive(alphabetByRank[rank - 1], t)))]))],
});

var lost = alphabetByRank.Select(type => counted.Average(chain => (double)(chain.FindIndex(counts => counts[type] == 0) is var t and >= 0 ? t : generations))).ToArray();
Console.WriteLine($"mean generation of loss (counted as {generations} where it lives on): rank 1 {lost[0]:F0}, rank 5 {lost[4]:F0}, rank 10 {lost[9]:F0}, rank 20 {lost[19]:F0}");

// %% [markdown]
// ## What it means for a language model
//
// A 5-gram or a neural model has thousands of such distributions, one per context, and most contexts are rare: their n is small, so their drift is fast.
// The average over a text hides that; *tail retention by frequency band* (`measure --reference`) shows it.
//
// ## Exercises
//
// 1. Double `characters`. How does the time change until H has halved? (The formula says: it doubles.)
// 2. Half of each generation real (`fixed-real 0.5`): does H still go to 0? `textcollapse run drift` has the arms and their formulas.
// 3. Set the exponent of `zipf:20,1.0` to 2. Which ranks die at once?
