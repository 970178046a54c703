using TextCollapse.Randomness;

namespace TextCollapse.Corpora;

/// <summary>Splits existing text by document.</summary>
internal static class FoundSplit
{
    /// <summary>The most characters that are read: an n-gram model of this many takes about 12 GB of memory.</summary>
    internal const long Most = 1_000_000_000;

    /// <summary>The most training characters where the study sets no number.</summary>
    internal const long MostByDefault = 20_000_000;

    private const int StratumDocuments = 20;

    internal static TextParts Split(IFoundText source, RealTextSettings settings, CancellationToken cancellation)
    {
        var asked = (settings.Train ?? MostByDefault) + (settings.HeldOut ?? 0) + (settings.Validation ?? 0) + (settings.Reserve ?? 0);
        if (asked > Most)
            throw new InputException("corpus.train",
                $"{TextLength.Number(asked)} characters of real text are requested; the limit is {TextLength.Number(Most)}. Set "
                + $"corpus.train or corpus.held_out to a smaller value.");
        var read = source.Read(asked + asked / 2 + 1_000_000, settings.DocumentLength, cancellation);
        var documents = read.Distinct(StringComparer.Ordinal).Select(text => (Text: text, Length: TextLength.Of(text))).ToArray();
        var parts = new TextParts([], [], [], [])
        {
            Duplicates = read.Count - documents.Length,
            Found = documents.Sum(document => (long)document.Length)
        };
        var quotas = TextQuotas.Of(settings, parts.Found);
        var (heldOut, validation, others) = settings.Split == TextSplit.Spread ? Spread(documents, quotas, settings.Seed)
            : Tail(documents, quotas, settings.Seed);
        Deal(heldOut, quotas.HeldOut, parts.HeldOut);
        Deal(validation, quotas.Validation, parts.Validation);
        var (training, taken) = Deal(others, quotas.Train, parts.Training);
        Deal(others[training..], quotas.Reserve, parts.Reserve);
        return Short() is { } message ? throw new InputException(source.Name, message) : parts;

        string? Short()
        {
            var reserved = parts.Reserve.Sum(text => (long)TextLength.Of(text));
            if (quotas is { Train: > 0 } && (settings.HeldOut == 0 || parts.HeldOut.Count > 0) && taken >= (settings.Train ?? 1)
                && reserved >= (settings.Reserve ?? 0))
                return null;
            var duplicates = parts.Duplicates == 0 ? "" : $" ({parts.Duplicates} exact duplicates of documents were left out)";
            var shortage =
                $"the text has {TextLength.Number(parts.Found)} character{(parts.Found == 1 ? "" : "s")} in "
                + $"{TextLength.Number(documents.Length)} document{(documents.Length == 1 ? "" : "s")}{duplicates}, too few for " +
                $"train {TextLength.Number(quotas.Train)} + held_out {TextLength.Number(quotas.HeldOut)} + validation "
                    + $"{TextLength.Number(quotas.Validation)}"
                    + $"{(settings.Reserve is { } r ? $" + {TextLength.Number(r)} of fresh real text" : "")}"
                    + $", each of whole documents. ";
            if (parts.HeldOut.Count > 0 && taken > 0 && taken < quotas.Train && (settings.Reserve ?? 0) == 0)
                return shortage + $"Set corpus.train to {TextLength.Number(taken)} at most, or use a longer text.";
            return shortage + (parts.Found < 1000 ? "Use a longer text: a study needs some hundred thousand characters."
                : $"Set corpus.train to about {parts.Found / 10 * 7}, corpus.held_out to about {parts.Found / 10} and "
                    + $"corpus.document_length to {Math.Max(1, Math.Min(settings.DocumentLength, parts.Found / 100))}, or use a "
                    + $"longer text.");
        }
    }

    /// <summary>
    /// Orders the documents so that every prefix is spread evenly over the text: strata of about twenty neighbouring documents are
    /// shuffled, then each stratum gives one document in turn, with the strata in random order.
    /// </summary>
    private static (ArraySegment<(string, int)> HeldOut, ArraySegment<(string, int)> Validation,
        ArraySegment<(string, int)> Others) Spread((string Text, int Length)[] documents, TextQuotas quotas, long seed)
    {
        var random = new RandomKey(seed, "corpus", 0).Stream("split");
        var count = Math.Max(1, documents.Length / StratumDocuments);
        var strata = new (string, int)[count][];
        for (var i = 0; i < count; i++)
            random.Shuffle<(string,
                int)>(strata[i] = documents[(int)((long)i * documents.Length / count)..(int)((long)(i + 1) * documents.Length / count)]);
        var spread = new List<(string Text, int Length)>(documents.Length);
        for (var turn = 0; spread.Count < documents.Length; turn++)
        {
            random.Shuffle<(string, int)[]>(strata);
            spread.AddRange(strata.Where(stratum => turn < stratum.Length).Select(stratum => stratum[turn]));
        }
        var all = spread.ToArray();
        var validation = Needed(all, quotas.HeldOut);
        var rest = validation + Needed(all[validation..], quotas.Validation);
        return (new(all, 0, validation), new(all, validation, rest - validation), new(all, rest, all.Length - rest));
    }

    /// <summary>
    /// The last documents are held out, those before them are for validation. All others are shuffled: a reserve that were read in the
    /// order of the text would drift away from the training text as its topics do.
    /// </summary>
    private static (ArraySegment<(string, int)> HeldOut, ArraySegment<(string, int)> Validation,
        ArraySegment<(string, int)> Others) Tail((string Text, int Length)[] documents, TextQuotas quotas,
        long seed)
    {
        var reversed = documents.Reverse().ToArray();
        var heldOut = documents.Length - Needed(reversed, quotas.HeldOut);
        var validation = heldOut - Needed(reversed[(documents.Length - heldOut)..], quotas.Validation);
        new RandomKey(seed, "corpus", 0).Stream("tail").Shuffle<(string, int)>(documents.AsSpan(0, validation));
        return (new(documents, heldOut, documents.Length - heldOut), new(documents, validation, heldOut - validation),
            new(documents, 0, validation));
    }

    /// <summary>
    /// The number of leading documents that together have <paramref name="characters"/> characters, or all if they have fewer.
    /// </summary>
    private static int Needed(ReadOnlySpan<(string Text, int Length)> documents, long characters)
    {
        var needed = 0;
        for (; characters > 0 && needed < documents.Length; needed++)
            characters -= documents[needed].Length;
        return needed;
    }

    /// <summary>
    /// Adds exactly <paramref name="quota"/> characters to a part, with the last document truncated, or all if there are fewer. Returns how
    /// many documents and characters were taken.
    /// </summary>
    private static (int Documents, long Characters) Deal(ArraySegment<(string Text, int Length)> documents, long quota, List<string> part)
    {
        var left = quota;
        foreach (var (text, length) in documents)
        {
            if (left <= 0)
                break;
            part.Add(length <= left ? text : TextLength.First(text, (int)left));
            left -= Math.Min(left, length);
        }
        return (part.Count, quota - left);
    }
}
