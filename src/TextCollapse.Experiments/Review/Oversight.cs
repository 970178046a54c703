using System.Globalization;
using System.Text;
using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Storage;

namespace TextCollapse.Experiments.Review;

/// <summary>
/// Human review of a chain between two generations: inspect the text of the last one, and decide. Used by both the command line and the web
/// page. Not thread-safe. The chain must not run during the review; afterwards it is resumed with <c>new GenerationLoop(spec,
/// record).Run(…)</c>.
/// </summary>
/// <param name="spec">The chain.</param>
/// <param name="record">The store of the chain; contains the new decision after each call.</param>
/// <param name="time">The clock for the log; null for the system clock.</param>
public sealed class Oversight(ChainSpec spec, ChainStore record, TimeProvider? time = null)
{
    private const int LongestName = 100, LongestReason = 2000;

    /// <summary>All decisions so far, in order.</summary>
    public IReadOnlyList<Decision> Decisions => record.Decisions;

    /// <summary>The last committed generation, which decisions apply to; −1 before the first.</summary>
    public int Generation => record.Committed - 1;

    /// <summary>The documents of the last generation, with the decisions about them.</summary>
    /// <exception cref="InputException">No generation is committed yet.</exception>
    public IReadOnlyList<ReviewedDocument> Documents()
    {
        var text = record.Text(Last());
        var acts = new DecisionTimeline(spec, record.Decisions).Curations(record.Committed);
        return [.. text.Documents.Select((document, i) => new ReviewedDocument(i + 1, text.Alphabet.Decode(document.Symbols.Span),
            acts.GetValueOrDefault(i + 1) switch { null => Fate.Kept, EditDocument => Fate.Edited, _ => Fate.Rejected },
            (acts.GetValueOrDefault(i + 1) as EditDocument)?.Text))];
    }

    /// <summary>The value of a setting for the next generation, if a reviewer changed it; null if it is the study's.</summary>
    public string? Changed(string key) =>
        new DecisionTimeline(spec, record.Decisions).Changes(record.Committed).LastOrDefault(change => change.Key == key).Value;

    /// <summary>Checks a decision, appends it to the log, and carries out what has to be done at once.</summary>
    /// <param name="what">The act.</param>
    /// <param name="by">The reviewer.</param>
    /// <param name="why">The reason; may be empty, except for a note.</param>
    /// <exception cref="InputException">The decision is not possible; nothing was changed.</exception>
    public Decision Decide(DecisionAct what, string by, string why = "")
    {
        var now = (time ?? TimeProvider.System).GetUtcNow();
        var (arm, seed) = (spec.Identity.Arm, spec.Identity.Seed);
        return Enter(new(record.Decisions.Count + 1, arm, seed, Last(), now, Line(by), Line(why), what));
    }

    /// <summary>Appends the next decision of another log, for a replay, keeping the reviewer, time and reason.</summary>
    /// <exception cref="InputException">The decision does not match the state of this chain.</exception>
    internal Decision Enter(Decision decision)
    {
        if (decision.Number != record.Decisions.Count + 1 || decision.After != Last())
            throw new InputException("decisions", string.Create(CultureInfo.InvariantCulture,
                $"decision {decision.Number} was taken after generation {decision.After}; ")
                + string.Create(CultureInfo.InvariantCulture,
                    $"this chain has {record.Decisions.Count} decisions and stands at generation {Generation}."));
        var problems = Check(decision).ToArray();
        if (problems.Length > 0)
            throw new InputException(problems);
        record.Decide(decision);
        return decision;
    }

    private int Last() => record.Committed > 0 ? record.Committed - 1
        : throw new InputException($"arm {spec.Identity.Arm}, seed {spec.Identity.Seed}",
            "has no generation yet to decide about; run it first.");

    private IEnumerable<Problem> Check(Decision decision)
    {
        if (decision.By.Length is 0 or > LongestName)
            yield return new Problem("by", $"must name who decides, in 1 to {LongestName} characters.");
        if (decision.Why.Length > LongestReason)
            yield return new Problem("why", $"has {decision.Why.Length} characters; at most {LongestReason} are allowed.");
        var timeline = new DecisionTimeline(spec, [.. record.Decisions, decision]);
        foreach (var problem in decision.What switch
        {
            RejectDocuments reject => [.. Documents("reject", reject.Documents, 1), .. ModelFor("reject"), .. NotAll(timeline)],
            KeepDocuments keep => Documents("keep", keep.Documents, 0),
            EditDocument edit => [.. Documents("edit", [edit.Document], 1), .. Editing(edit), .. ModelFor("edit")],
            InjectRealText { RealShare: not (> 0 and <= 1) } => [new("inject", "takes a share of real text above 0 and up to 100 %.")],
            ChangeSetting set => Setting(timeline, set),
            RollBack back when back.To < 0 || back.To > Generation => [new("roll back", string.Create(CultureInfo.InvariantCulture,
                $"cannot go to generation {back.To}: the chain has generations 0 to {Generation}."))],
            TakeNote when decision.Why.Length == 0 => [new("note", "needs the text of the note.")],
            _ => Array.Empty<Problem>(),
        })
            yield return problem;
    }

    private IEnumerable<Problem> Documents(string act, IReadOnlyList<int> numbers, int least)
    {
        var count = record.Text(Last()).Documents.Count;
        if (numbers.Count < least)
            yield return new Problem(act, "needs the number of a document.");
        foreach (var number in numbers.Where(number => number < 1 || number > count).Distinct())
            yield return new Problem(act, string.Create(CultureInfo.InvariantCulture,
                $"generation {Generation} has no document {number}; it has documents 1 to {count}."));
    }

    private IEnumerable<Problem> NotAll(DecisionTimeline timeline)
    {
        if (timeline.Curations(record.Committed).Values.Count(act => act is RejectDocuments) >= record.Text(Last()).Documents.Count)
            yield return new Problem("reject", "would leave no document at all. Roll back to an earlier generation instead.");
    }

    private IEnumerable<Problem> ModelFor(string act)
    {
        if (!record.HasModel(Last()))
            yield return new Problem(act, $"replaces the text using the model of generation {Generation}, "
                + "but its model was not kept. Run the study with keep: all.");
    }

    private IEnumerable<Problem> Editing(EditDocument edit)
    {
        if (edit.Text.Length == 0)
            yield return new Problem("edit", $"document {edit.Document} would be empty; reject it instead.");
        var known = spec.Real.Alphabet.Characters.ToHashSet();
        var outside = edit.Text.EnumerateRunes().Where(rune => !known.Contains(rune)).Distinct().ToArray();
        if (outside.Length == 0)
            yield break;
        var more = outside.Length > 5 ? $" and {outside.Length - 5} more" : "";
        yield return new Problem($"edit {edit.Document}", $"the models' alphabet does not contain "
            + $"{string.Join(", ", outside.Take(5).Select(Name))}{more}: it consists of the characters of the real text.");
    }

    private static string Name(Rune rune) => Rune.IsLetterOrDigit(rune) || Rune.IsPunctuation(rune) || Rune.IsSymbol(rune)
        ? string.Create(CultureInfo.InvariantCulture, $"'{rune}' (U+{rune.Value:X4})")
        : string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}");

    private IEnumerable<Problem> Setting(DecisionTimeline timeline, ChangeSetting set)
    {
        try
        {
            timeline.Parts(record.Committed);
        }
        catch (InputException e)
        {
            return e.Problems;
        }
        var needed = timeline.UnseenUsed(spec.Generations + 1);
        var there = spec.Real.Reserve.Characters;
        return needed <= there ? [] : [new($"set {set.Key}", string.Create(CultureInfo.InvariantCulture,
            $"the generations to come would need {needed:N0} characters of unseen real text in all; there are {there:N0}."))];
    }

    /// <summary>A log has one line per decision, so line breaks in a reason become spaces.</summary>
    private static string Line(string text) =>
        string.Join(' ', text.Split((char[])['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Trim();
}
