using Microsoft.AspNetCore.Components;
using TextCollapse.Experiments.Review;
using TextCollapse.Web.Lessons;
using TextCollapse.Web.Measurements;
using TextCollapse.Web.Security;
using TextCollapse.Web.Sessions;

namespace TextCollapse.Web.Components;

/// <summary>
/// Lets a teacher review documents, inject real text, roll back and branch off. Every decision is recorded with a name and a reason.
/// </summary>
public sealed partial class ReviewCard
{
    private const int PerPage = 6, MaxText = 4000, MaxShown = 360, NoDocument = -1;

    private IReadOnlyList<ReviewedDocument> _documents = [];
    private (ArmVersion Seen, int Decisions) _read;
    private UnsavedEdit? _unsaved;
    private int _arm, _page, _to, _from, _editing = NoDocument, _percent = 20, _branchPercent = 30;
    private double _branchTemperature = 0.9;
    private string _by = "the teacher", _reason = "", _edited = "", _problem = "";

    /// <summary>The session.</summary>
    [Parameter, EditorRequired]
    public SessionState State { get; set; } = null!;

    /// <summary>The visitor.</summary>
    [Parameter, EditorRequired]
    public Visitor Visitor { get; set; } = null!;

    private ArmResults Arm => State.Results.Arms[Math.Min(_arm, State.Results.Arms.Count - 1)];

    /// <summary>The arm as currently displayed.</summary>
    private ArmVersion Current => new(State.Lesson, _arm, Arm.Generations.Count);

    /// <summary>The arm that the shown documents belong to: during training, as of the previous generation.</summary>
    private ArmVersion Seen => _read.Seen;

    /// <summary>False while the displayed documents belong to another lesson or arm.</summary>
    private bool HasDocuments =>
        State.Lesson > 0 && Seen.Generations > 0 && Arm.Generations.Count > 0 && (Seen.Lesson, Seen.Arm) == (State.Lesson, _arm);

    private int Next => Seen.Generations;

    /// <summary>No decisions during training, or about documents that are not displayed yet.</summary>
    private bool IsClosed => State.IsBusy || Seen != Current;

    private bool IsLast => Next > State.Results.Settings.Generations;

    /// <summary>The last generation that a branch can start from: no generation is trained after the last one of the lesson.</summary>
    private int LastOrigin => Math.Min(Next, State.Results.Settings.Generations) - 1;

    private int Rejected => _documents.Count(document => document.Fate == Fate.Rejected);

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (!Visitor.IsTeacher || State.Lesson == 0)
            return;
        if (_arm >= State.Results.Arms.Count)
            _arm = 0;
        var current = (Seen: Current, Decisions: State.Decisions.Count);
        if (current == _read || State.IsBusy)
            return;
        var documents = await Session.WithArmAsync(current.Seen, lesson => DocumentsOf(lesson, current.Seen));
        // Null if the session has advanced; the page is updated shortly after.
        if (documents is null || current.Seen != Current)
            return;
        if (current.Seen != Seen)
            StartReview(current.Seen);
        (_documents, _read) = (documents, current);
    }

    private static IReadOnlyList<ReviewedDocument> DocumentsOf(Lesson lesson, ArmVersion seen) =>
        seen.Generations == 0 ? [] : lesson.Chains[seen.Arm].Oversight.Documents();

    /// <summary>Prepares the controls for another arm or generation. An unsaved edit is kept.</summary>
    private void StartReview(ArmVersion seen)
    {
        if (_editing != NoDocument)
            _unsaved = new(_editing, _edited);
        var last = Math.Min(seen.Generations, State.Results.Settings.Generations) - 1;
        (_page, _editing, _from, _to) = (0, NoDocument, Math.Max(0, last), Math.Max(0, seen.Generations - 2));
    }

    private Task ChooseArm(int arm)
    {
        _arm = arm;
        return OnParametersSetAsync();
    }

    private void Edit(ReviewedDocument document) => (_editing, _edited) = (document.Number, document.Edited ?? document.Text);

    /// <summary>Saves an edit. The editor stays open if the edit is rejected.</summary>
    private async Task SaveEdit(ArmVersion seen, int number)
    {
        if (await Decide(seen, new EditDocument(number, _edited.ReplaceLineEndings("\n"))))
            _editing = NoDocument;
    }

    private Task<bool> Decide(ArmVersion seen, DecisionAct action) =>
        Apply(() => Session.DecideAsync(seen, action, _by.Trim(), _reason.Trim()));

    private Task<bool> Branch(ArmVersion seen) =>
        Apply(() => Session.BranchAsync(seen, new(_from, _branchPercent, _branchTemperature), _by.Trim(), _reason.Trim()));

    /// <summary>Applies a decision and clears the reason, because the next decision needs its own.</summary>
    private async Task<bool> Apply(Func<Task<string?>> decide)
    {
        if (!Visitor.IsTeacher)
            return false;
        _problem = string.IsNullOrWhiteSpace(_by) || string.IsNullOrWhiteSpace(_reason)
            ? "Enter a name and a reason."
            : await decide() ?? "";
        if (_problem.Length > 0)
            return false;
        _reason = "";
        return true;
    }

    private static string Shorten(string text) => text.Length <= MaxShown ? text : text[..MaxShown] + " …";

    private sealed record UnsavedEdit(int Document, string Text);
}
