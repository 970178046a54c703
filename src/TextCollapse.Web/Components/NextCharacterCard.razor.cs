using System.Globalization;
using Microsoft.AspNetCore.Components;
using TextCollapse.Reporting.Figures;
using TextCollapse.Web.Lessons;
using TextCollapse.Web.Measurements;
using TextCollapse.Web.Security;
using TextCollapse.Web.Sessions;

namespace TextCollapse.Web.Components;

/// <summary>The predictions of the models after a context typed by a visitor, by generation.</summary>
public sealed partial class NextCharacterCard
{
    private const int MaxBars = 10, TopNow = 7, TopFirst = 5, MapRows = 8;
    private const double WideWidth = 480;

    private string _typed = "", _problem = "", _requested = "";
    private int _arm;
    private int? _chosen;
    private string? _bars;
    private string _map = "";
    private (int Last, int Lesson, int Arm, int Generation, string Context, bool Narrow) _drawn;

    /// <summary>The session.</summary>
    [Parameter, EditorRequired]
    public SessionState State { get; set; } = null!;

    /// <summary>The visitor, whose requests are rate-limited.</summary>
    [Parameter, EditorRequired]
    public Visitor Visitor { get; set; } = null!;

    /// <summary>The context in the link of the page.</summary>
    [Parameter]
    public string Context { get; set; } = "";

    /// <summary>Raised when a new context was typed.</summary>
    [Parameter]
    public EventCallback<string> ContextChanged { get; set; }

    /// <summary>Whether the page is narrow.</summary>
    [Parameter]
    public bool Narrow { get; set; }

    private static string RecordedContexts => string.Join(", ", RecordedLesson.Contexts.Select(context => $"“{context}”"));

    private int Last => _arm < State.Results.Arms.Count ? State.Results.Arms[_arm].Generations.Count - 1 : -1;

    private int Shown => Math.Min(_chosen ?? Last, Last);

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (Context != _requested)
            _typed = _requested = Context;
        if (_arm >= State.Results.Arms.Count)
            _arm = 0;
        var drawn = (Last, State.Lesson, _arm, Shown, Context, Narrow);
        if (drawn != _drawn)
            Draw();
        _drawn = drawn;
    }

    private async Task Ask()
    {
        if (_typed.Length == 0)
            return;
        if (!Limits.Predictions.AttemptAcquire(Visitor).IsAcquired)
        {
            _problem = "Too many requests: wait a second between predictions.";
            return;
        }
        (_problem, _requested) = ("", _typed);
        await ContextChanged.InvokeAsync(_typed);
    }

    private void ChooseArm(int arm)
    {
        _arm = arm;
        Draw();
    }

    private void ChooseGeneration(ChangeEventArgs e)
    {
        var isNumber = int.TryParse((string?)e.Value, CultureInfo.InvariantCulture, out var chosen);
        _chosen = isNumber && chosen < Last ? Math.Max(0, chosen) : null;
        Draw();
    }

    private void Draw()
    {
        var (now, first) = (Session.Predict(_arm, Shown, Context), Session.Predict(_arm, 0, Context));
        _bars = now is null || first is null ? null : BarFigure(now, first).Markup();
        _map = _bars is null ? "" : State.Results.Drawing($"next {_arm} {Narrow} {Context}", () => MapFigure(first!).Markup());
    }

    private BarChart BarFigure(IReadOnlyList<CharacterProbability> now, IReadOnlyList<CharacterProbability> first)
    {
        var (atNow, atFirst) = (Probabilities(now), Probabilities(first));
        // The most likely characters of both, so that a character that is no longer predicted keeps its bar.
        var shown = now.Take(TopNow).Concat(first.Take(TopFirst)).Select(prediction => prediction.Character).Distinct().Take(MaxBars);
        var likeliest = now.Take(3).Select(prediction =>
            $"{DisplayText.OfCharacter(prediction.Character)} {prediction.Probability.ToString("0 %", CultureInfo.InvariantCulture)}");
        return new BarChart
        {
            Name = "next",
            Title = $"Next character after “{Context}”",
            Description = string.Create(CultureInfo.InvariantCulture,
                $"{State.Results.Arms[_arm].Title}, generation {Shown}: {string.Join(", ", likeliest)}"),
            Width = Narrow ? MetricChart.NarrowWidth : WideWidth,
            ValueTitle = "probability",
            ReferenceName = "generation 0",
            Style = _arm,
            Bars = [.. shown.Select(character =>
                new Bar(DisplayText.OfCharacter(character), atNow.GetValueOrDefault(character), atFirst.GetValueOrDefault(character)))],
        };
    }

    private HeatMap MapFigure(IReadOnlyList<CharacterProbability> first)
    {
        var rows = first.Take(MapRows).Select(prediction => prediction.Character).ToArray();
        var columns = Enumerable.Range(0, Last + 1)
            .Select(generation => Probabilities(Session.Predict(_arm, generation, Context) ?? [])).ToArray();
        return new HeatMap
        {
            Name = "next-map",
            Title = $"Next character after “{Context}”, by generation",
            Description = $"The {MapRows} characters that were most likely at generation 0",
            Width = Narrow ? MetricChart.NarrowWidth : WideWidth,
            RowTitle = "character",
            ColumnTitle = "generation",
            ValueTitle = "probability",
            Rows = [.. rows.Select(DisplayText.OfCharacter)],
            Columns = [.. columns.Select((_, generation) => generation.ToString(CultureInfo.InvariantCulture))],
            Panels =
            [
                new HeatMapPanel(State.Results.Arms[_arm].Title,
                    [.. rows.Select(row => (IReadOnlyList<double>)[.. columns.Select(column => column.GetValueOrDefault(row))])]),
            ],
        };
    }

    private static Dictionary<string, double> Probabilities(IReadOnlyList<CharacterProbability> predictions) =>
        predictions.ToDictionary(prediction => prediction.Character, prediction => prediction.Probability, StringComparer.Ordinal);
}
