using System.Globalization;
using Microsoft.AspNetCore.Components;
using TextCollapse.Chains.Decisions;
using TextCollapse.Web.Access;
using TextCollapse.Web.Rooms;

namespace TextCollapse.Web.Components;

/// <summary>Where a teacher steps in: documents, real text, back, branch. Every decision is written down with a name and a reason.</summary>
public sealed partial class OversightCard
{
    private const int PerPage = 6, LongestText = 4000, LongestShown = 360;

    private IReadOnlyList<ReviewedDocument> _documents = [];
    private (SeenArm Seen, int Decisions) _read;
    private int _arm, _page, _to, _from, _editing = -1, _percent = 20, _branchPercent = 30;
    private double _branchTemperature = 0.9;
    private string _who = "the teacher", _why = "", _edited = "", _said = "";

    /// <summary>The room.</summary>
    [Parameter, EditorRequired]
    public RoomView View { get; set; } = null!;

    /// <summary>Who looks.</summary>
    [Parameter, EditorRequired]
    public Visitor Visitor { get; set; } = null!;

    private BoardArm Arm => View.Board.Arms[Math.Min(_arm, View.Board.Arms.Count - 1)];

    /// <summary>What the page shows now.</summary>
    private SeenArm Now => new(View.Lesson, _arm, Arm.Generations.Count);

    /// <summary>What the documents on the page are of: while models train, that of the generation before.</summary>
    private SeenArm Seen => _read.Seen;

    private int Next => Seen.Generations;

    /// <summary>Nothing is decided while models train, nor about documents that are not on the page yet.</summary>
    private bool IsClosed => View.IsBusy || Seen != Now;

    private bool IsLast => Next > View.Board.Settings.Generations;

    /// <summary>The last generation that a branch can begin from: after the lesson's last one there is nothing to train.</summary>
    private int LastOrigin => Math.Min(Next, View.Board.Settings.Generations) - 1;

    private int Rejected => _documents.Count(document => document.Fate == Fate.Rejected);

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (!Visitor.IsTeacher || View.Lesson == 0)
            return;
        if (_arm >= View.Board.Arms.Count)
            _arm = 0;
        var now = (Seen: Now, Decisions: View.Decisions.Count);
        if (now == _read || View.IsBusy)
            return;
        var documents = await Room.BetweenAsSeen(now.Seen, lesson => now.Seen.Generations == 0 ? [] : lesson.Chains[now.Seen.Arm].Oversight.Documents());
        // Null: the room has gone on, and so will the page in a moment.
        if (documents is null || now.Seen != Now)
            return;
        if (now.Seen != Seen)
            (_page, _editing, _from, _to) = (0, -1, Math.Max(0, Math.Min(now.Seen.Generations, View.Board.Settings.Generations) - 1), Math.Max(0, now.Seen.Generations - 2));
        (_documents, _read) = (documents, now);
    }

    private Task ChooseArm(ChangeEventArgs e)
    {
        _arm = int.TryParse((string?)e.Value, CultureInfo.InvariantCulture, out var arm) && arm >= 0 && arm < View.Board.Arms.Count ? arm : 0;
        return OnParametersSetAsync();
    }

    private void Edit(ReviewedDocument document) => (_editing, _edited) = (document.Number, document.Edited ?? document.Text);

    private Task SaveEdit(SeenArm seen, int number)
    {
        _editing = -1;
        return Decide(seen, new EditDocument(number, _edited.ReplaceLineEndings("\n")));
    }

    private Task Decide(SeenArm seen, DecisionAct what) => Carry(() => Room.DecideAsync(seen, what, _who.Trim(), _why.Trim()));

    private Task Branch(SeenArm seen) => Carry(() => Room.BranchAsync(seen, new(_from, _branchPercent, _branchTemperature), _who.Trim(), _why.Trim()));

    private async Task Carry(Func<Task<string?>> decide)
    {
        if (!Visitor.IsTeacher)
            return;
        _said = string.IsNullOrWhiteSpace(_who) || string.IsNullOrWhiteSpace(_why)
            ? "Say who decides, and why: a decision that nobody can follow is worth little."
            : await decide() ?? "";
    }

    private static string Shorten(string text) => text.Length <= LongestShown ? text : text[..LongestShown] + " …";
}
