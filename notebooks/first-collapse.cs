#:project ../src/TextCollapse/TextCollapse.csproj
#:property NoWarn=CS1591

// Lesson 1: first collapse. Run it with: dotnet run first-collapse.cs
// A unigram model (order 1) counts characters, draws as many from its counts, counts those, and so on: genetic drift. Theory says how fast the
// chance that two characters drawn from the text differ, H, falls: E[H_t] = H (1 − 1/n)^t.

using System.Globalization;
using TextCollapse.Corpora;
using TextCollapse.Decoding;
using TextCollapse.Models;
using TextCollapse.Models.Ngram;
using TextCollapse.Randomness;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const int characters = 200, generations = 100, chains = 200, documentLength = 50;

var real = (IDrawnText)TextSource.Parse("zipf:20,1.0");
var trainer = new NgramTrainer(new NgramSettings { Order = 1, Smoothing = NgramSmoothing.MaximumLikelihood });
var decoder = new Decoder(new DecodingSettings());
var mean = new double[generations + 1];

for (var seed = 1; seed <= chains; seed++)
{
    var corpus = RealText.Prepare(real, new RealTextSettings { Train = characters, HeldOut = 50, Validation = 0, DocumentLength = documentLength, Seed = seed }).Training;
    for (var generation = 0; generation <= generations; generation++)
    {
        mean[generation] += Heterozygosity(corpus) / chains;
        var key = new RandomKey(seed, "lesson", generation);
        var model = trainer.Train(new TrainingTask { Corpus = corpus, Validation = new Corpus(corpus.Alphabet, []), Random = key }).Model;
        corpus = decoder.Generate(model, new GenerationTask { Characters = characters, DocumentLength = documentLength, Random = key, Provenance = Provenance.Synthetic(generation, "lesson") });
    }
}

Console.WriteLine("generation  H measured  H predicted");
for (var generation = 0; generation <= generations; generation += 10)
    Console.WriteLine($"{generation,10}  {mean[generation],10:F4}  {mean[0] * Math.Pow(1 - 1.0 / characters, generation),11:F4}");

// The share of pairs of characters that differ.
static double Heterozygosity(Corpus corpus)
{
    var counts = new double[corpus.Alphabet.Size];
    foreach (var document in corpus.Documents)
        foreach (var symbol in document.Symbols.Span)
            counts[symbol]++;
    return 1 - counts.Sum(count => count * count) / ((double)corpus.Characters * corpus.Characters);
}
