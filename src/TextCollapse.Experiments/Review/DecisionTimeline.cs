using System.Globalization;
using TextCollapse.Corpora;
using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Mitigations;

namespace TextCollapse.Experiments.Review;

/// <summary>
/// What people's decisions come to for each generation of a chain: a function of the log alone, so that a chain replays to the same bytes.
/// </summary>
/// <param name="spec">The chain as its study has it.</param>
/// <param name="decisions">The log.</param>
internal sealed class DecisionTimeline(ChainSpec spec, IReadOnlyList<Decision> decisions)
{
    private readonly Dictionary<string, ChainParts> _parts = new(StringComparer.Ordinal);

    /// <summary>Decisions taken so far.</summary>
    public int Decisions => decisions.Count;

    /// <summary>How far back any generation still to come looks.</summary>
    public int LooksBack => Parts(int.MaxValue).Mixing.LooksBack;

    /// <summary>The parts of the chain with the settings that are in force at a generation.</summary>
    public ChainParts Parts(int generation)
    {
        var changes = Changes(generation);
        if (changes.Count == 0)
            return spec.Parts;
        var name = string.Join('\n', changes.Select(change => $"{change.Key}={change.Value}"));
        if (!_parts.TryGetValue(name, out var changed))
            _parts[name] = changed = Changed(changes);
        return changed;
    }

    /// <summary>The settings that people have changed by a generation, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Changes(int generation) =>
        [.. InForce(generation).Select(decision => decision.What).OfType<ChangeSetting>()
            .Select(set => KeyValuePair.Create(set.Key, set.Value))];

    /// <summary>Whether any decision by a generation went beyond words: also to roll back is to choose among texts.</summary>
    public bool SteppedIn(int generation) => InForce(generation).Any(decision => decision.What is not (TakeNote or KeepDocuments));

    /// <summary>Told apart from what was rolled back, a generation draws other random numbers.</summary>
    public string KeySuffix(int generation)
    {
        var rollBack = decisions.LastOrDefault(decision => decision.What is RollBack back && back.To < generation);
        return rollBack is null ? "" : string.Create(CultureInfo.InvariantCulture, $" decision {rollBack.Number}");
    }

    /// <summary>The state of a training that other decisions led to is not gone on with.</summary>
    public string FileSuffix => decisions.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $".decision-{decisions.Count}");

    /// <summary>The least share of real text that a generation reads, 0 to 1.</summary>
    public double RealShare(int generation) => Before(generation).Select(decision => decision.What).OfType<InjectRealText>()
        .Select(inject => inject.RealShare).DefaultIfEmpty(0).Max();

    /// <summary>Unseen real text that the generations before this one used up, characters.</summary>
    public long UnseenUsed(int generation)
    {
        if (!decisions.Any(decision => decision.What is ChangeSetting))
            return (generation - 1) * spec.Parts.Mixing.UnseenReal(spec.Budget);
        var used = 0L;
        for (var past = 1; past < generation; past++)
            used += Parts(past).Mixing.UnseenReal(spec.Budget);
        return used;
    }

    /// <summary>
    /// Different real characters that have entered the chain by a generation: what generation 0 read, and what the mixing took of the
    /// reserve. Mitigations and people draw real text from what generation 0 read alone, so that they use up no more.
    /// </summary>
    public long RealCharactersUsed(int generation) => spec.Budget + Math.Min(spec.Real.Reserve.Characters, UnseenUsed(generation + 1));

    /// <summary>What a generation makes of the text before it reads it, or null if that stands as it was written.</summary>
    /// <param name="generation">The generation that will read.</param>
    /// <param name="written">What the last one wrote.</param>
    /// <param name="more">So many characters more by the same model, in the place of what was rejected.</param>
    public Corpus? Curated(int generation, Func<Corpus> written, Func<long, Corpus> more)
    {
        var acts = Curations(generation);
        if (acts.Count == 0)
            return null;
        var text = written();
        var curated = new Corpus(text.Alphabet, [.. text.Documents.Select((document, i) => After(document, i + 1)).OfType<Document>()]);
        return curated.Characters < text.Characters ? curated.Append(more(text.Characters - curated.Characters)) : curated;

        Document? After(Document document, int number) =>
            acts.TryGetValue(number, out var act) ? Edited(text.Alphabet, document, act) : document;
    }

    /// <summary>
    /// What stands of the curation of the last text before a generation, by the document's number: a rejection or an edit.
    /// </summary>
    public IReadOnlyDictionary<int, DecisionAct> Curations(int generation)
    {
        var acts = new SortedDictionary<int, DecisionAct>();
        foreach (var decision in Before(generation))
            switch (decision.What)
            {
                case RejectDocuments reject:
                    foreach (var number in reject.Documents)
                        acts[number] = reject;
                    break;
                case EditDocument edit:
                    acts[edit.Document] = edit;
                    break;
                case KeepDocuments { Documents: [] }:
                    acts.Clear();
                    break;
                case KeepDocuments keep:
                    foreach (var number in keep.Documents)
                        acts.Remove(number);
                    break;
            }
        return acts;
    }

    /// <summary>What was decided just before a generation was made, as it is recorded with it.</summary>
    public IEnumerable<Intervention> Interventions(int generation) => Before(generation)
        .Select(decision => new Intervention(
            Kind(decision.What), decision.By, decision.Sentence, (decision.What as InjectRealText)?.RealShare ?? 0));

    private ChainParts Changed(IReadOnlyList<KeyValuePair<string, string>> changes) => spec.Change is { } change ? change(changes)
        : throw new InputException("set", "this chain was made without a study; its settings cannot be changed.");

    private IEnumerable<Decision> InForce(int generation) =>
        decisions.Where(decision => Position(decision) < generation && !IsVoid(decision));

    private IEnumerable<Decision> Before(int generation) =>
        decisions.Where(decision => Position(decision) == generation - 1 && !IsVoid(decision));

    /// <summary>The generation after which a decision stands in the history that counts.</summary>
    private static int Position(Decision decision) => decision.What is RollBack back ? back.To : decision.After;

    private bool IsVoid(Decision decision) =>
        decisions.Skip(decision.Number).Any(later => later.What is RollBack back && back.To <= Position(decision));

    private static Document? Edited(Alphabet alphabet, Document document, DecisionAct act) =>
        act is EditDocument edit ? document with { Symbols = alphabet.Encode(edit.Text, out _) } : null;

    private static InterventionKind Kind(DecisionAct act) => act switch
    {
        RejectDocuments or KeepDocuments or EditDocument => InterventionKind.Curate,
        InjectRealText => InterventionKind.Inject,
        ChangeSetting => InterventionKind.Set,
        RollBack => InterventionKind.Return,
        _ => InterventionKind.Note,
    };
}
