using System.Diagnostics;
using System.Globalization;
using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Experiments.Storage;

namespace TextCollapse.Experiments.Analysis;

/// <summary>
/// Measures the generations of somebody else's chain and stores them as a run of our own is stored, so that tables, report, comparison and
/// verification are those of a run. All generations are measured at one size.
/// </summary>
public static class Analyzer
{
    private const string StudyText = "# The texts here were made elsewhere: there is nothing to run. See analysis.json.\n";

    /// <summary>Later generations that are copies of the real text to more than this share were not held against other text.</summary>
    private const double MostCopied = 0.5;

    private const double ForeignCharacters = 0.02, MuchSmaller = 0.5;

    /// <summary>Reads, measures and stores.</summary>
    /// <param name="request">What to analyse.</param>
    /// <param name="folder">The folder of the results: empty, missing, or an earlier analysis, which is replaced.</param>
    /// <param name="say">Is told what was found and what is under way, a line at a time.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="InputException">The texts cannot be analysed; the message says why and what to do.</exception>
    public static RunFolder Run(AnalysisRequest request, string folder, Action<string> say, CancellationToken cancellation = default)
    {
        RequireFree(folder);
        var (chains, notes) = ForeignChains.Read(request, cancellation);
        foreach (var chain in chains)
            Tell(chain, chains.Count > 1, say);
        var real = request.Real is { } name ? RealDocuments.Read(name, request, cancellation) : null;
        var texts = chains.SelectMany(chain => chain.Generations).Select(generation => generation.Sample).ToArray();
        var coding = Code(request.Unit, texts, real?.Documents ?? []);
        List<string> noticed = [.. notes];
        if (coding.OthersShare > 0)
            noticed.Add(string.Create(CultureInfo.InvariantCulture,
                $"of {coding.Kinds:N0} different words the {UnitCoding.MostWords:N0} most frequent are told apart; ")
                + string.Create(CultureInfo.InvariantCulture, $"the others, {coding.OthersShare:P2} of the text, count as one"));
        var size = Size(chains, real is not null, noticed);
        var references = References(request, chains, real, coding, size);
        var record = new AnalysisRecord(AnalysisRecord.CurrentFormat,
            real is null ? "half of generation 0, of which the other half is measured; nothing is known of other real text"
                : $"{request.Real}, {references[0].Text.Training.Characters.ToString("N0", CultureInfo.InvariantCulture)} units beside "
                    + $"{references[0].Text.HeldOut.Characters.ToString("N0", CultureInfo.InvariantCulture)} held out",
            real is not null, request.Unit.ToString().ToLowerInvariant(), size,
            [.. chains.SelectMany(chain => chain.Generations.Select((generation, number) => Read(chain, number, generation)))], noticed);
        var opened = Create(folder, request, chains, references[0].Text, record);
        try
        {
            string[] arms = [.. chains.Select(chain => chain.Arm).Distinct()];
            for (var i = 0; i < chains.Count; i++)
                Measure(opened, opened.Plan.Arms[Array.IndexOf(arms, chains[i].Arm)], chains[i], references[i], request, real is not null,
                    size, noticed, say, cancellation);
            record.Write(folder);
            foreach (var note in noticed)
                say($"Note: {note}.");
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    private static void RequireFree(string folder)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any() && !AnalysisRecord.IsIn(folder))
            throw new InputException(folder, "is not empty and holds no analysis. Choose another folder with --out.");
    }

    private static void Tell(ForeignChain chain, bool isOneOfMany, Action<string> say)
    {
        var name = isOneOfMany ? $"{chain.Arm}, seed {chain.Seed.ToString(CultureInfo.InvariantCulture)}, " : "";
        for (var number = 0; number < chain.Generations.Count; number++)
        {
            var (sample, files) = (chain.Generations[number].Sample, chain.Generations[number].Files);
            say(string.Create(CultureInfo.InvariantCulture,
                $"{name}generation {number}: {files[0]}{(files.Count > 1 ? $" and {files.Count - 1:N0} more files" : "")}, ")
                + string.Create(CultureInfo.InvariantCulture, $"{sample.Documents:N0} documents, {sample.Characters:N0} characters"));
        }
    }

    private static UnitCoding Code(AnalysisUnit unit, IReadOnlyList<DocumentSample> samples, IReadOnlyList<string> real)
    {
        var coding = unit == AnalysisUnit.Character ? UnitCoding.Characters
            : UnitCoding.Words(samples.SelectMany(sample => sample.Take(long.MaxValue)).Select(document => document.Text).Concat(real));
        foreach (var sample in samples)
            sample.Recode(coding);
        return coding;
    }

    /// <summary>Units that every generation has: diversity compares at equal size only.</summary>
    private static long Size(IReadOnlyList<ForeignChain> chains, bool hasReal, List<string> notes)
    {
        var sizes = chains.SelectMany(chain => chain.Generations.Select((generation, number) =>
            (chain.Arm, Number: number, Units: Measured(generation, number, hasReal, long.MaxValue)
                .Sum(document => (long)document.Length)))).ToArray();
        var smallest = sizes.MinBy(one => one.Units);
        if (smallest.Units == 0)
            throw new InputException("generation 0", "is a single document, which cannot be both reference and generation. Give real text "
                + "with --real, or a smaller --document-length.");
        if (smallest.Units < MuchSmaller * sizes.Max(one => one.Units))
            notes.Add(string.Create(CultureInfo.InvariantCulture,
                $"all generations are measured at the size of the smallest, generation {smallest.Number} of {smallest.Arm}: ")
                + string.Create(CultureInfo.InvariantCulture,
                    $"{smallest.Units:N0} of up to {sizes.Max(one => one.Units):N0} units"));
        return smallest.Units;
    }

    /// <summary>So many units of a generation; without real text, those of generation 0 that are not its reference.</summary>
    private static IReadOnlyList<KeptDocument> Measured(ForeignGeneration generation, int number, bool hasReal, long units) =>
        number == 0 && !hasReal ? DocumentSample.Take(generation.Sample.Halves().Other, units) : generation.Sample.Take(units);

    /// <summary>The real text of each chain, over an alphabet that has every character of every generation.</summary>
    private static RealReference[] References(
        AnalysisRequest request, IReadOnlyList<ForeignChain> chains, RealDocuments? real, UnitCoding coding, long size)
    {
        var written = chains.SelectMany(chain => chain.Generations).SelectMany(generation => generation.Sample.Take(long.MaxValue))
            .Select(document => document.Units);
        var characters = Alphabet.Of(written).ToString();
        var bySeed = new Dictionary<long, RealReference>();
        string[]? coded = real is null ? null : [.. real.Documents.Select(coding.Encode)];
        return
        [
            .. chains.Select(chain =>
            {
                if (coded is null)
                    return Reference("generation 0", [.. chain.Generations[0].Sample.Halves().One.OrderBy(document => document.Index)
                        .Select(document => document.Units)], 1);
                return bySeed.TryGetValue(chain.Seed, out var known) ? known
                    : bySeed[chain.Seed] = Reference(request.Real!, coded, chain.Seed);
            }),
        ];

        RealReference Reference(string name, string[] documents, long seed)
        {
            var text = RealText.Prepare(new GivenText(name, documents), Settings(name, request, documents, size, seed));
            var all = Alphabet.Parse(text.Alphabet.ToString() + characters);
            return new(all.Equals(text.Alphabet) ? text : text with
            {
                Training = Over(all, text.Training),
                Reserve = Over(all, text.Reserve),
                HeldOut = Over(all, text.HeldOut),
                Validation = Over(all, text.Validation),
            });
        }
    }

    /// <summary>
    /// As much real text as a generation has, so that noise floors are those of texts of this size, and an eighth of it (20,000 units at
    /// least, a fifth of the real text at most) held out.
    /// </summary>
    private static RealTextSettings Settings(string name, AnalysisRequest request, string[] documents, long size, long seed)
    {
        long[] lengths = [.. documents.Distinct(StringComparer.Ordinal).Select(document => (long)document.EnumerateRunes().Count())];
        var found = lengths.Sum();
        var heldOut = request.HeldOut ?? Math.Min(found / 5, Math.Max(20_000, size / 8));
        // Whole documents are held out, so that it may be one more.
        var left = found - heldOut - lengths.DefaultIfEmpty().Max();
        if (left < 1)
            throw new InputException(name, string.Create(CultureInfo.InvariantCulture,
                $"has {found:N0} units in {lengths.Length:N0} different documents, too few to be counted and held out. ")
                + "Give more text (--real), or a smaller --document-length.");
        return new()
        {
            Train = request.Train ?? Math.Min(size, left),
            HeldOut = Math.Max(1, heldOut),
            Validation = 0,
            DocumentLength = request.DocumentLength,
            Seed = seed,
        };
    }

    private static Corpus Over(Alphabet alphabet, Corpus corpus) => new(alphabet,
    [
        .. corpus.Documents.Select(document => document with
        {
            Symbols = alphabet.Encode(corpus.Alphabet.Decode(document.Symbols.Span), out _),
        }),
    ]);

    private static AnalysedGeneration Read(ForeignChain chain, int number, ForeignGeneration generation) => new(
        chain.Arm, chain.Seed, number, [.. generation.Files.Take(3)], generation.Files.Count, generation.Sample.Documents,
        generation.Sample.Characters, generation.Sample.Empty + generation.Sample.Missing);

    private static RunFolder Create(
        string folder, AnalysisRequest request, IReadOnlyList<ForeignChain> chains, RealText real, AnalysisRecord record)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        var arms = ArmName.MakeUnique(
        [
            .. chains.GroupBy(chain => chain.Arm).Select(arm => new Arm(ArmName.Of(arm.Key, new(), []), new()
            {
                Corpus = new()
                {
                    Source = request.Real is { } name && File.Exists(name) ? $"file:{name}" : request.Real ?? "generation 0",
                    Train = (int)real.Training.Characters,
                    HeldOut = (int)real.HeldOut.Characters,
                    DocumentLength = request.DocumentLength,
                },
                Generations = arm.Max(chain => chain.Generations.Count) - 1,
            })),
        ]);
        var plan = new StudyPlan("analysis", [.. chains.Select(chain => chain.Seed).Distinct().Order()], arms);
        var opened = RunFolder.Open(folder, plan, StudyText);
        record.Write(folder);
        return opened;
    }

    private static void Measure(RunFolder folder, Arm arm, ForeignChain chain, RealReference reference, AnalysisRequest request,
        bool hasReal, long size, List<string> notes, Action<string> say, CancellationToken cancellation)
    {
        var path = folder.Chain(arm, chain.Seed);
        ChainStore.Begin(path, new(StringComparer.Ordinal)
        {
            ["arm"] = arm.Hash(),
            ["seed"] = chain.Seed.ToString(CultureInfo.InvariantCulture),
            ["metrics"] = AnalysisMeter.Name,
            ["real text"] = reference.Text.Hash(),
        });
        var meter = new AnalysisMeter(reference, request.Unit, request.Threads);
        var known = reference.Text.Training.Append(reference.Text.Reserve).Append(reference.Text.HeldOut);
        var realCharacters = new bool[reference.Text.Alphabet.Size];
        foreach (var document in known.Documents)
            foreach (var symbol in document.Symbols.Span)
                realCharacters[symbol] = true;
        for (var number = 0; number < chain.Generations.Count; number++)
        {
            cancellation.ThrowIfCancellationRequested();
            var watch = Stopwatch.StartNew();
            var documents = Measured(chain.Generations[number], number, hasReal, size);
            var text = new Corpus(reference.Text.Alphabet, [.. documents.Select(document => new Document(
                reference.Text.Alphabet.Encode(document.Units, out _), Provenance.Synthetic(number, chain.Arm)))]);
            var strange = (double)text.Documents.Sum(document => Count(document.Symbols.Span, realCharacters)) / text.Characters;
            if (strange > ForeignCharacters && request.Unit == AnalysisUnit.Character)
                notes.Add(string.Create(CultureInfo.InvariantCulture,
                    $"{strange:P1} of the characters of generation {number} of {chain.Arm} are nowhere in the reference: ")
                    + "another language or encoding?");
            var measured = meter.Measure(text, OwnBits(documents));
            RequireOther(chain, number, hasReal, measured, request, notes);
            Store(path, number, documents, chain.Arm, measured, watch.Elapsed);
            say(string.Create(CultureInfo.InvariantCulture,
                $"measured {chain.Arm}, generation {number} of {chain.Generations.Count - 1}, {watch.Elapsed.TotalSeconds:F1} s"));
        }
    }

    private static int Count(ReadOnlySpan<ushort> symbols, bool[] known)
    {
        var strange = 0;
        foreach (var symbol in symbols)
            strange += known[symbol] ? 0 : 1;
        return strange;
    }

    /// <summary>Bits per character of its own model on the documents whose log-probability the log has.</summary>
    private static Measurement OwnBits(IReadOnlyList<KeptDocument> documents)
    {
        var known = documents.Where(document => document.Nats.IsDefined).ToArray();
        return known.Length == 0
            ? Measurement.Undefined(documents.Select(document => document.Nats.UndefinedBecause).FirstOrDefault() ?? "there is no document")
            : known.Sum(document => document.Nats.Value) / known.Sum(document => (double)document.Characters) / Math.Log(2);
    }

    private static void RequireOther(ForeignChain chain, int number, bool hasReal,
        IReadOnlyList<KeyValuePair<string, Measurement>> measured, AnalysisRequest request, List<string> notes)
    {
        var copied = measured.First(column => column.Key == AnalysisColumns.CopiedReal.Id).Value.OrNaN;
        if (!hasReal || !(copied > MostCopied))
            return;
        var what = string.Create(CultureInfo.InvariantCulture,
            $"{copied:P0} of generation {number} of {chain.Arm} stand in passages of 50 or more characters of the real text");
        if (number == 0)
            notes.Add($"{what}: generation 0 seems to be real text itself");
        else if (request.AllowsCopies)
            notes.Add(what);
        else
            throw new InputException(request.Real!, $"{what}: this text seems to contain what was generated. Give real text without it, "
                + "leave --real out to compare with generation 0, or say with --allow-copies that the model copies so much.");
    }

    private static void Store(string path, int number, IReadOnlyList<KeptDocument> documents, string arm,
        IReadOnlyList<KeyValuePair<string, Measurement>> measured, TimeSpan time)
    {
        var alphabet = Alphabet.Of(documents.Select(document => document.Text));
        new GenerationFolder(path, number).Commit(new GenerationMade
        {
            Text = new Corpus(alphabet, [.. documents.Select(document =>
                new Document(alphabet.Encode(document.Text, out _), Provenance.Synthetic(number, arm)))]),
            Model = null,
            Facts = GenerationFacts.MadeElsewhere(number, measured),
            Times = new(TimeSpan.Zero, TimeSpan.Zero, time),
        });
    }
}
