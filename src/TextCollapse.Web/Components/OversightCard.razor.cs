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
    private (int Lesson, int Decisions, int Arm, int Next) _read;
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

    private int Next => Arm.Generations.Count;

    private int Rejected => _documents.Count(document => document.Fate == Fate.Rejected);

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (!Visitor.IsTeacher || View.Lesson == 0)
            return;
        if (_arm >= View.Board.Arms.Count)
            _arm = 0;
        var read = (View.Lesson, View.Decisions.Count, _arm, Next);
        if (read == _read || View.IsBusy)
            return;
        if (read.Lesson != _read.Lesson || read._arm != _read.Arm || read.Next != _read.Next)
            (_page, _editing, _from, _to) = (0, -1, Math.Max(0, Next - 1), Math.Max(0, Next - 2));
        _read = read;
        var arm = _arm;
        _documents = await Room.Between(lesson => arm < lesson.Chains.Count ? lesson.Chains[arm].Oversight.Documents() : null) ?? [];
    }

    private Task ChooseArm(ChangeEventArgs e)
    {
        _arm = int.TryParse((string?)e.Value, CultureInfo.InvariantCulture, out var arm) && arm >= 0 && arm < View.Board.Arms.Count ? arm : 0;
        return OnParametersSetAsync();
    }

    private void Edit(ReviewedDocument document) => (_editing, _edited) = (document.Number, document.Edited ?? document.Text);

    private Task SaveEdit(int number)
    {
        _editing = -1;
        return Decide(new EditDocument(number, _edited.ReplaceLineEndings("\n")));
    }

    private Task Decide(DecisionAct what) => Carry(() => Room.DecideAsync(_arm, what, _who.Trim(), _why.Trim()));

    private Task Branch() => Carry(() => Room.BranchAsync(_arm, new(_from, _branchPercent, _branchTemperature), _who.Trim(), _why.Trim()));

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
