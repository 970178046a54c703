using System.Globalization;
using TextCollapse.Corpora;
using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Mitigations;

namespace TextCollapse.Experiments.Review;

/// <summary>
/// The effect of reviewers' decisions on each generation of a chain: a function of the log alone, so that a replayed chain is
/// byte-identical.
/// </summary>
/// <param name="spec">The chain as the study defines it.</param>
/// <param name="decisions">The log.</param>
internal sealed class DecisionTimeline(ChainSpec spec, IReadOnlyList<Decision> decisions)
{
    private readonly Dictionary<string, ChainParts> _parts = new(StringComparer.Ordinal);

    /// <summary>The number of decisions so far.</summary>
    public int Decisions => decisions.Count;

    /// <summary>How many past generations any future generation needs.</summary>
    public int LooksBack => Parts(int.MaxValue).Mixing.LooksBack;

    /// <summary>The parts of the chain with the settings that apply to a generation.</summary>
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

    /// <summary>The settings that reviewers have changed by a generation, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Changes(int generation) =>
        [.. InForce(generation).Select(decision => decision.What).OfType<ChangeSetting>()
            .Select(set => KeyValuePair.Create(set.Key, set.Value))];

    /// <summary>Whether any decision by a generation changed the chain. Rolling back counts, since it selects among texts.</summary>
    public bool SteppedIn(int generation) => InForce(generation).Any(decision => decision.What is not (TakeNote or KeepDocuments));

    /// <summary>A suffix of the random key, so that a generation after a roll-back draws other random numbers.</summary>
    public string KeySuffix(int generation)
    {
        var rollBack = decisions.LastOrDefault(decision => decision.What is RollBack back && back.To < generation);
        return rollBack is null ? "" : string.Create(CultureInfo.InvariantCulture, $" decision {rollBack.Number}");
    }

    /// <summary>A suffix of checkpoint files, so that a training that other decisions led to is not resumed.</summary>
    public string FileSuffix => decisions.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $".decision-{decisions.Count}");

    /// <summary>The minimum share of real text that a generation is trained on, 0 to 1.</summary>
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
    /// Distinct real characters that have entered the chain by a generation: the training text of generation 0, and what the mixing took
    /// from the reserve. Mitigations and reviewers draw real text only from the training text of generation 0, so they add none.
    /// </summary>
    public long RealCharactersUsed(int generation) => spec.Budget + Math.Min(spec.Real.Reserve.Characters, UnseenUsed(generation + 1));

    /// <summary>The text of the last generation after curation, or null if it is unchanged.</summary>
    /// <param name="generation">The generation that will be trained on it.</param>
    /// <param name="written">The text of the last generation.</param>
    /// <param name="more">Generates the given number of further characters with the same model, to replace what was rejected.</param>
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

    /// <summary>The rejections and edits in force for the text before a generation, by document number.</summary>
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

    /// <summary>The decisions just before a generation was run, as recorded with it.</summary>
    public IEnumerable<Intervention> Interventions(int generation) => Before(generation)
        .Select(decision => new Intervention(
            Kind(decision.What), decision.By, decision.Sentence, (decision.What as InjectRealText)?.RealShare ?? 0));

    private ChainParts Changed(IReadOnlyList<KeyValuePair<string, string>> changes) => spec.Change is { } change ? change(changes)
        : throw new InputException("set", "this chain was created without a study; its settings cannot be changed.");

    private IEnumerable<Decision> InForce(int generation) =>
        decisions.Where(decision => Position(decision) < generation && !IsVoid(decision));

    private IEnumerable<Decision> Before(int generation) =>
        decisions.Where(decision => Position(decision) == generation - 1 && !IsVoid(decision));

    /// <summary>The generation after which a decision takes effect.</summary>
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
