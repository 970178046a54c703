using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;
using TextCollapse.Web.Components;
using TextCollapse.Web.Hosting;
using TextCollapse.Web.Lessons;
using TextCollapse.Web.Security;
using TextCollapse.Web.Sessions;

namespace TextCollapse.Web.Pages;

/// <summary>
/// The classroom page. Regardless of how fast the session changes, a page renders at most four times a second, and all pages of a class
/// together about thirty times, so that rendering does not slow down training.
/// </summary>
public sealed partial class Classroom
{
    private static readonly TimeSpan MinInterval = TimeSpan.FromMilliseconds(250), IntervalPerPage = TimeSpan.FromMilliseconds(33),
        MaxInterval = TimeSpan.FromSeconds(2);

    private SessionState _state = null!;
    private Visitor _visitor = Visitor.Unknown;
    private ViewOptions _options = new();
    private LessonSettings _draft = new();
    private LessonSettings? _offered;
    private Confirmation? _confirmation;
    private RejectedText? _rejected;
    private IReadOnlyList<Problem> _problems = [];
    private int _until = -1, _isRenderPending;
    private bool _isNarrow, _isInteractive;
    private string _shownQuery = "";

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    private bool HasPanel => _visitor.IsTeacher && Shows("controls");

    /// <summary>Students see an open question and its answer at the top of the page.</summary>
    private bool IsQuizFirst => Shows("quiz") && !_visitor.IsTeacher && Quiz.Round is not null;

    private bool IsUploadOffered => _offered is { IsUpload: true } && _offered.Corpus != _state.Results.Settings.Corpus;

    /// <summary>Whether the controls describe another lesson than the live one.</summary>
    private bool IsChanged => _state.Lesson > 0 && _draft != _state.Results.Settings;

    private string Title => _state.Status == SessionStatus.Running
        ? FormattableString.Invariant($"generation {_state.Results.Generation + 1} · TextCollapse")
        : "TextCollapse classroom";

    /// <summary>The page as a link: the lesson, the generation reached, and what is shown.</summary>
    private string Link => $"{Navigation.BaseUri}?{Query}";

    private string Query => $"{_draft.Query()}{Reached}&{_options.Query()}";

    private string Reached => HasResultsOfDraft ? FormattableString.Invariant($"&at={_state.Results.Generation}") : "";

    private bool HasResultsOfDraft => _state.Lesson > 0 && _state.Results.Generation >= 0 && !IsChanged;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _state = Session.State;
        _draft = _state.Results.Settings;
        if (Authentication is not null)
            _visitor = Visitor.Of((await Authentication).User);
        _rejected = Texts.RejectedOf(_visitor.Id, remove: RendererInfo.IsInteractive);
        var query = QueryString.Parse(new Uri(Navigation.Uri).Query);
        _options = ViewOptions.FromQuery(query);
        if (LessonSettings.FromQuery(query, out _problems) is not { } requested)
            return;
        _draft = requested;
        _until = int.TryParse(query.GetValueOrDefault("at"), NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : -1;
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        try
        {
            if (firstRender)
            {
                _isInteractive = true;
                Session.Changed += Refresh;
                Quiz.Changed += Refresh;
                Presence.Changed += Refresh;
                FollowLink();
                _isNarrow = await Script.InvokeAsync<bool>("textcollapse.narrow");
                Refresh();
            }
            else if (_visitor.IsTeacher && Query is var query && query != _shownQuery)
            {
                _shownQuery = query;
                await Script.InvokeVoidAsync("textcollapse.show", "?" + query);
            }
        }
        catch (Exception e) when (e is JSDisconnectedException or TaskCanceledException)
        {
            // The tab was closed.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Session.Changed -= Refresh;
        Quiz.Changed -= Refresh;
        Presence.Changed -= Refresh;
    }

    private bool Shows(string card) => !_options.Hidden.Contains(card);

    /// <summary>
    /// Loads the lesson of a teacher's link, or offers it if another lesson is live. A student's link does not affect others.
    /// </summary>
    private void FollowLink()
    {
        _state = Session.State;
        if (!_visitor.IsTeacher)
            return;
        if (IsChanged)
            (_offered, _draft) = (_draft, _state.Results.Settings);
        else if (_state.Lesson == 0 && _until >= 0)
            Session.Load(_draft, _until);
    }

    private void TakeOffer()
    {
        var offered = _offered!;
        RunReplacing(() =>
        {
            _draft = offered;
            DeclineOffer();
            Session.Load(offered, _until);
        });
    }

    private void DeclineOffer() => (_offered, _problems) = (null, []);

    private void ChangeDraft(LessonSettings draft) => _draft = draft;

    private void Change(ViewOptions options) => _options = options;

    private void Execute(LessonCommand command)
    {
        if (!_visitor.IsTeacher)
            return;
        var (draft, seen) = (_draft, _state.Lesson);
        switch (command)
        {
            case LessonCommand.Start:
                Run(() => Session.Start(draft, seen), IsChanged);
                break;
            case LessonCommand.Step:
                Run(() => Session.Step(draft, seen), IsChanged);
                break;
            case LessonCommand.Reset:
                RunReplacing(() => Session.Reset(draft));
                break;
            default:
                RunReplacing(() => Session.Load(draft, int.MaxValue));
                break;
        }
    }

    private void ExecuteTourStop(TourStop stop)
    {
        if (!_visitor.IsTeacher)
            return;
        _options = _options with { Metric = stop.Metric ?? _options.Metric };
        if (stop.Until is not { } until)
            return;
        var (draft, seen) = (stop.Change?.Invoke(_draft) ?? _draft, _state.Lesson);
        Run(() =>
        {
            _draft = draft;
            Session.TrainTo(until, draft, seen);
        }, seen > 0 && draft != _state.Results.Settings);
    }

    private void RunReplacing(Action action) => Run(action, isReplacing: true);

    /// <summary>
    /// Runs an action. If it replaces a lesson with decisions or votes, which cannot be recomputed, the teacher must confirm.
    /// </summary>
    private void Run(Action action, bool isReplacing)
    {
        var losses = isReplacing ? Losses() : "";
        if (losses.Length > 0)
            _confirmation = new(losses, _state.Lesson, action);
        else
            action();
    }

    private void Confirm()
    {
        var action = _confirmation!.Action;
        _confirmation = null;
        action();
    }

    /// <summary>What would be lost with the lesson: <c>2 decisions, 1 branch, 14 votes</c>.</summary>
    private string Losses()
    {
        var branches = Math.Max(0, _state.Results.Arms.Count - _state.Results.Settings.Arms.Count);
        var votes = Quiz.Past.Sum(round => round.Votes) + (Quiz.Round is { IsOpen: true } open ? open.Votes : 0);
        (int Count, string One, string Many)[] losses =
            [(_state.Decisions.Count, "decision", "decisions"), (branches, "branch", "branches"), (votes, "vote", "votes")];
        return string.Join(", ", losses.Where(loss => loss.Count > 0)
            .Select(loss => string.Create(CultureInfo.InvariantCulture, $"{loss.Count} {(loss.Count == 1 ? loss.One : loss.Many)}")));
    }

    /// <summary>The time between a change of the session and its rendering. A teacher's page always uses the minimum.</summary>
    private TimeSpan Interval()
    {
        var shared = _visitor.IsTeacher ? MinInterval : IntervalPerPage * Presence.Pages;
        return TimeSpan.FromTicks(Math.Clamp(shared.Ticks, MinInterval.Ticks, MaxInterval.Ticks));
    }

    /// <summary>Schedules a rendering that includes all changes until then.</summary>
    private void Refresh()
    {
        if (!_isInteractive || Interlocked.Exchange(ref _isRenderPending, 1) == 1)
            return;
        _ = InvokeAsync(async () =>
        {
            await Task.Delay(Interval());
            Interlocked.Exchange(ref _isRenderPending, 0);
            var before = _state;
            _state = Session.State;
            // Settings that were changed on this page are kept.
            if (before.Lesson != _state.Lesson && _draft == before.Results.Settings)
                _draft = _state.Results.Settings;
            if (_confirmation is not null && _confirmation.Lesson != _state.Lesson)
                _confirmation = null;
            StateHasChanged();
        });
    }

    /// <summary>An action that waits for the teacher's confirmation.</summary>
    private sealed record Confirmation(string Losses, int Lesson, Action Action);
}
