using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;
using TextCollapse.Web.Access;
using TextCollapse.Web.Components;
using TextCollapse.Web.Lessons;
using TextCollapse.Web.Rooms;
using TextCollapse.Web.Serving;

namespace TextCollapse.Web.Pages;

/// <summary>
/// The page: one look at the room. However fast things change, it is drawn a few times a second at most; the pages of a class together some thirty times,
/// so that looking takes little from the training.
/// </summary>
public sealed partial class Classroom
{
    private static readonly TimeSpan DrawnEvery = TimeSpan.FromMilliseconds(250), PerPage = TimeSpan.FromMilliseconds(33), Longest = TimeSpan.FromSeconds(2);

    private RoomView _view = null!;
    private Visitor _visitor = Visitor.Unknown;
    private PageState _state = new();
    private LessonSettings _draft = new();
    private LessonSettings? _offered;
    private IReadOnlyList<Problem> _problems = [];
    private int _until = -1, _waiting;
    private bool _narrow, _interactive;
    private string _shownLink = "";

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    private bool HasPanel => _visitor.IsTeacher && Shows("controls");

    /// <summary>A class's question stands first on its phones, and its answer stays where it was.</summary>
    private bool IsQuizFirst => Shows("quiz") && !_visitor.IsTeacher && Quiz.Round is not null;

    /// <summary>The lesson that is offered is that of a text which the teacher has just given to the page.</summary>
    private bool IsOwnText => _offered?.Corpus.StartsWith(LessonSettings.OwnPrefix, StringComparison.Ordinal) == true && _offered.Corpus != _view.Board.Settings.Corpus;

    private string Title => _view.State switch
    {
        RoomState.Running => FormattableString.Invariant($"generation {_view.Board.Generation + 1} · TextCollapse"),
        _ => "TextCollapse classroom",
    };

    /// <summary>Everything that this page shows as a link: what trains on what, how far, and what is looked at.</summary>
    private string Link => $"{Navigation.BaseUri}?{Query}";

    private string Query => _draft.Query()
        + (_view.Lesson > 0 && _view.Board.Generation >= 0 && _draft == _view.Board.Settings ? FormattableString.Invariant($"&at={_view.Board.Generation}") : "")
        + "&" + _state.Query();

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _view = Room.View;
        _draft = _view.Board.Settings;
        if (Authentication is not null)
            _visitor = Visitor.Of((await Authentication).User);
        var query = Links.Parse(new Uri(Navigation.Uri).Query);
        _state = PageState.FromQuery(query);
        if (LessonSettings.FromQuery(query, out _problems) is { } asked)
        {
            _draft = asked;
            _until = int.TryParse(query.GetValueOrDefault("at"), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var at) ? at : -1;
        }
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _interactive = true;
            Room.Changed += Redraw;
            Quiz.Changed += Redraw;
            Attendance.Changed += Redraw;
            Follow();
            try
            {
                _narrow = await Script.InvokeAsync<bool>("textcollapse.narrow");
            }
            catch (Exception e) when (e is JSDisconnectedException or TaskCanceledException)
            {
                return;
            }
            Redraw();
        }
        else if (_visitor.IsTeacher && Query is var query && query != _shownLink)
        {
            _shownLink = query;
            try
            {
                await Script.InvokeVoidAsync("textcollapse.show", "?" + query);
            }
            catch (Exception e) when (e is JSDisconnectedException or TaskCanceledException)
            {
                // The tab was closed.
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Room.Changed -= Redraw;
        Quiz.Changed -= Redraw;
        Attendance.Changed -= Redraw;
    }

    private bool Shows(string card) => !_state.Hidden.Contains(card);

    /// <summary>A teacher's link to another lesson loads it; where one is under way, it asks first. What students open changes nothing for others.</summary>
    private void Follow()
    {
        _view = Room.View;
        if (!_visitor.IsTeacher || _draft == _view.Board.Settings && (_view.Lesson > 0 || _until < 0))
            return;
        if (_view.Lesson > 0)
            (_offered, _draft) = (_draft, _view.Board.Settings);
        else if (_until >= 0)
            Room.Load(_draft, _until);
    }

    private void TakeOffer()
    {
        (_draft, var settings) = (_offered!, _offered!);
        LeaveOffer();
        Room.Load(settings, _until);
    }

    private void LeaveOffer() => (_offered, _problems) = (null, []);

    private void ChangeDraft(LessonSettings draft) => _draft = draft;

    private void ChangeState(PageState state) => _state = state;

    private void DoForTour(TourStop stop)
    {
        if (!_visitor.IsTeacher)
            return;
        _state = _state with { Metric = stop.Metric ?? _state.Metric };
        if (stop.Change is { } change)
            _draft = change(_draft);
        if (stop.Until is not { } until)
            return;
        if (stop.Change is not null && (Room.View.Lesson == 0 || Room.View.Board.Settings != _draft))
            Room.Load(_draft, until);
        else
            Room.GoTo(until, _draft);
    }

    /// <summary>How long what has changed waits to be drawn; a student's own clicks and a teacher's page do not wait for the class.</summary>
    private TimeSpan Rest()
    {
        var shared = PerPage * Attendance.Pages;
        return _visitor.IsTeacher || shared < DrawnEvery ? DrawnEvery : shared < Longest ? shared : Longest;
    }

    /// <summary>Draws soon: what changes in between is drawn with it.</summary>
    private void Redraw()
    {
        if (!_interactive || Interlocked.Exchange(ref _waiting, 1) == 1)
            return;
        _ = InvokeAsync(async () =>
        {
            await Task.Delay(Rest());
            Interlocked.Exchange(ref _waiting, 0);
            var before = _view;
            _view = Room.View;
            // Sliders that somebody has moved meanwhile stay where they are.
            if (before.Lesson != _view.Lesson && _draft == before.Board.Settings)
                _draft = _view.Board.Settings;
            StateHasChanged();
        });
    }
}
