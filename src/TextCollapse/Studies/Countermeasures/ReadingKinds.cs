using TextCollapse.Countermeasures;
using static TextCollapse.Studies.Countermeasures.KnobKeys;

namespace TextCollapse.Studies.Countermeasures;

/// <summary>Countermeasures that change what is read. Unless it says otherwise, as many characters are read as were given.</summary>
internal static class ReadingKinds
{
    public static IReadOnlyList<CountermeasureKind> All { get; } =
    [
        new("character-noise", "each character that is read is replaced, with this probability, by any other",
            [Share("rate", "0.02", "the probability")], knobs => new CharacterNoise(knobs.Real("rate"))),
        new("span-masking", "spans of what is read are overwritten with characters drawn from the same document",
            [Share("share", "0.05", "the share of characters in such spans"), Whole("length", "5", 1, 10_000, "their mean length")],
            knobs => new SpanMasking(knobs.Real("share"), knobs.Int("length"))),
        new("document-recombination", "documents are cut into pieces that are dealt out anew, within each origin",
            [Whole("piece", "100", 1, 1_000_000, "about how many characters a piece has")], knobs => new DocumentRecombination(knobs.Int("piece"))) { Check = OrderMatters },

        new("real-first", "reads real text first: its share sinks in equal steps from generation 1 to the mixing's own; the real text is what generation 0 read",
            [Share("from", "1", "share of real text that generation 1 reads"), Whole("generations", "5", 1, 1_000_000, "generations until the mixing's own share")],
            knobs => new RealFirst(knobs.Real("from"), knobs.Int("generations"))) { Check = EndsInTime },
        Order("easy-first", "a training reads first what the last generation's model finds easy, and opens up the rest by and by", hardFirst: false),
        Order("hard-first", "a training reads first what the last generation's model finds hard, and opens up the rest by and by", hardFirst: true),

        new("discriminator-reweighting", "written documents are drawn anew by the odds that a discriminator takes them for real",
            [Whole("repeats", "3", 1, 1000, "how often one may be read")], knobs => new DiscriminatorReweighting(knobs.Int("repeats"))) { Check = HasWrittenText },
        new("detector-resampling", "all documents are drawn anew with weight (1 − confidence of a detector that they were written)^b; reads upsample times as many characters",
            [
                new("exponent", SettingType.Real, "10", "b") { Least = 0, Most = 1000 },
                Whole("repeats", "3", 1, 1000, "how often one may be read"),
                new("upsample", SettingType.Real, "1.5", "characters read over characters given; 1 for equal budgets") { Least = 0.1, Most = 1000 },
            ],
            knobs => new DetectorResampling(knobs.Real("exponent"), knobs.Int("repeats"), knobs.Real("upsample"))) { Check = (settings, knobs) => DrawsEnough(settings, knobs).Concat(HasWrittenText(settings, knobs)) },
        new("golden-weight", "real text counts with this weight and written text with the rest, whatever their sizes",
            [
                Share("weight", "0.618", "the weight of real text"),
                new("whole", SettingType.Flag, "false", "read every document a whole number of times, and so more characters; else as many as were given"),
            ],
            knobs => new RealTextWeight(knobs.Real("weight"), knobs.Flag("whole"))) { Check = MixesRealText },
        new("keep-successful", "of the trajectories of corpus.source: maze: only those that arrive are read, again until as much is read", [], _ => new KeepSuccessful()) { Check = IsMaze },
        new("verification", "of k drafts of each written document the one is read that the model of generation 0 finds likeliest",
            [Whole("k", "4", 1, 1000, "drafts, the first included")], knobs => new Verification(knobs.Int("k"))) { Check = (settings, knobs) => DraftsDiffer(settings, knobs).Concat(HasWrittenText(settings, knobs)) },
        new("token-editing", "reads the real training text instead, in which what the last generation's model is sure of was drawn anew from it",
            [Share("probability", "0.99", "from which probability on a character is drawn anew")], knobs => new TokenEditing(knobs.Real("probability"))),

        new("oracle-filter", "keeps real documents alone, by perfect labels of origin, read again until as many characters are read",
            [], _ => new OriginFilter(0, 0)) { Check = MixesRealText },
        new("origin-filter", "the same by labels that are wrong at these rates",
            [Share("false_negatives", "0.1", "share of written documents that pass"), Share("false_positives", "0.05", "share of real documents that do not")],
            knobs => new OriginFilter(knobs.Real("false_negatives"), knobs.Real("false_positives"))) { Check = MixesRealText },
    ];

    private static CountermeasureKind Order(string name, string about, bool hardFirst) => new(name, about,
        [Part("first", "0.2", "the share of the text that is open at the first step"), Part("until", "0.6", "the share of the steps after which all is open")],
        knobs => new DocumentOrder(hardFirst, new(knobs.Real("first"), knobs.Real("until"))))
    { Check = IsReadInOrder };

    private static IEnumerable<Problem> IsReadInOrder(Settings settings, Knobs knobs)
    {
        if (settings["model.kind"] == "ngram")
            yield return new Problem("", "puts what is read in order; an n-gram model counts, and to counting the order of documents does not matter. It is for gru and transformer models.");
        else if (settings.Applies("training.carry_state") && settings.Flag("training.carry_state"))
            yield return new Problem("", "opens the text up by and by, but training.carry_state reads it from its beginning to its end; leave one of them out.");
    }

    private static IEnumerable<Problem> OrderMatters(Settings settings, Knobs knobs)
    {
        if (settings["model.kind"] == "ngram" && settings.Int("model.order") == 1)
            yield return new Problem("", "changes the order of characters, which a unigram model does not see; raise model.order.");
    }

    private static IEnumerable<Problem> EndsInTime(Settings settings, Knobs knobs)
    {
        if (knobs.Int("generations") > settings.Int("generations"))
            yield return new Problem("generations", $"is {knobs["generations"]}, a curriculum longer than the {settings["generations"]} generations of the study.");
    }

    private static IEnumerable<Problem> DrawsEnough(Settings settings, Knobs knobs)
    {
        if (knobs.Real("upsample") > knobs.Int("repeats"))
            yield return new Problem("upsample", $"is {knobs["upsample"]}, more than documents that are read at most {knobs["repeats"]} times can give.");
    }

    private static IEnumerable<Problem> HasWrittenText(Settings settings, Knobs knobs)
    {
        if (ChainFactory.Mixing(settings).RealShare(1) >= 1)
            yield return new Problem("", $"is about written text, but with mixing.strategy {settings["mixing.strategy"]} none is read.");
    }

    private static IEnumerable<Problem> MixesRealText(Settings settings, Knobs knobs)
    {
        var share = ChainFactory.Mixing(settings).RealShare(1);
        if (share <= 0)
            yield return new Problem("", $"needs real text beside the written, but mixing.strategy {settings["mixing.strategy"]} has none; take fixed-real, fresh-real or accumulate.");
        else if (share >= 1)
            yield return new Problem("", $"tells real text from written, but with mixing.strategy {settings["mixing.strategy"]} all of it is real.");
    }

    private static IEnumerable<Problem> IsMaze(Settings settings, Knobs knobs)
    {
        if (settings["corpus.source"] != "maze:")
            yield return new Problem("", "is for trajectories: set corpus.source to maze:.");
    }

    /// <summary>Without random numbers all drafts of a document are one.</summary>
    internal static IEnumerable<Problem> DraftsDiffer(Settings settings, Knobs knobs)
    {
        if (ChainFactory.Decoding(settings).IsDeterministic)
            yield return new Problem("", "has documents written again, but with this decoding nothing is drawn and every draft is the same; set decoding.temperature above 0, no beam, and top_k other than 1.");
    }
}
