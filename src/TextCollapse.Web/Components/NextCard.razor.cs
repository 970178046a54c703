using System.Globalization;
using Microsoft.AspNetCore.Components;
using TextCollapse.Reporting.Figures;
using TextCollapse.Web.Access;
using TextCollapse.Web.Rooms;

namespace TextCollapse.Web.Components;

/// <summary>What the models expect after a context that anyone types, generation by generation.</summary>
public sealed partial class NextCard
{
    private const int Bars = 10, MapRows = 8;

    // Everybody may ask, nobody may ask without end: an answer costs a model's reading from disk.
    private readonly Pace _pace = new(burst: 6, perSecond: 1);
    private string _typed = "", _said = "", _asked = "";
    private int _arm;
    private int? _chosen;
    private string? _bars;
    private string _map = "";
    private (long Version, int Lesson, int Arm, int Generation, string Context, bool Narrow) _drawn;

    /// <summary>The room.</summary>
    [Parameter, EditorRequired]
    public RoomView View { get; set; } = null!;

    /// <summary>The context as the page's link says it.</summary>
    [Parameter]
    public string Context { get; set; } = "";

    /// <summary>Told of another context.</summary>
    [Parameter]
    public EventCallback<string> ContextChanged { get; set; }

    /// <summary>Whether the page is narrow.</summary>
    [Parameter]
    public bool Narrow { get; set; }

    private int Last => _arm < View.Board.Arms.Count ? View.Board.Arms[_arm].Generations.Count - 1 : -1;

    private int Shown => Math.Min(_chosen ?? Last, Last);

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (Context != _asked)
            _typed = _asked = Context;
        if (_arm >= View.Board.Arms.Count)
            _arm = 0;
        var drawn = ((long)Last, View.Lesson, _arm, Shown, Context, Narrow);
        if (drawn != _drawn)
            Draw();
        _drawn = drawn;
    }

    private async Task Ask()
    {
        _said = _pace.TryTake() ? "" : "Not so fast: one question a second.";
        if (_said.Length == 0 && _typed.Length > 0)
        {
            _asked = _typed;
            await ContextChanged.InvokeAsync(_typed);
        }
    }

    private void ChooseArm(ChangeEventArgs e)
    {
        _arm = int.TryParse((string?)e.Value, CultureInfo.InvariantCulture, out var arm) && arm >= 0 && arm < View.Board.Arms.Count ? arm : 0;
        Draw();
    }

    private void ChooseGeneration(ChangeEventArgs e)
    {
        _chosen = int.TryParse((string?)e.Value, CultureInfo.InvariantCulture, out var chosen) && chosen < Last ? Math.Max(0, chosen) : null;
        Draw();
    }

    private void Draw()
    {
        var (now, first) = (Room.Expect(_arm, Shown, Context), Room.Expect(_arm, 0, Context));
        _bars = now is null || first is null ? null : BarFigure(now, first).Markup();
        _map = _bars is null ? "" : View.Board.Drawn.GetOrAdd($"map {_arm} {Narrow} {Context}", _ => MapFigure(first!).Markup());
    }

    private BarChart BarFigure(IReadOnlyList<CharacterChance> now, IReadOnlyList<CharacterChance> first)
    {
        var was = first.ToDictionary(chance => chance.Character, chance => chance.Probability, StringComparer.Ordinal);
        // The likeliest of now and of then: what has died keeps its line.
        var shown = now.Take(Bars - 3).Concat(first.Take(5).Where(chance => !now.Take(Bars - 3).Any(likely => likely.Character == chance.Character))).Take(Bars).Select(chance => chance.Character).ToArray();
        return new BarChart
        {
            Name = "next",
            Title = $"What comes after “{Context}”",
            Description = string.Create(CultureInfo.InvariantCulture, $"{View.Board.Arms[_arm].Title}, generation {Shown}: {string.Join(", ", now.Take(3).Select(chance => $"{ShownText.OfCharacter(chance.Character)} {chance.Probability.ToString("0 %", CultureInfo.InvariantCulture)}"))}"),
            Width = Narrow ? CurveFigure.NarrowWidth : 480,
            ValueTitle = "probability",
            ReferenceName = "generation 0",
            Style = _arm,
            Bars = [.. shown.Select(character => new Bar(ShownText.OfCharacter(character), now.First(chance => chance.Character == character).Probability, was.GetValueOrDefault(character)))],
        };
    }

    private HeatMap MapFigure(IReadOnlyList<CharacterChance> first)
    {
        var rows = first.Take(MapRows).Select(chance => chance.Character).ToArray();
        var columns = Enumerable.Range(0, Last + 1).Select(generation => Room.Expect(_arm, generation, Context)?.ToDictionary(chance => chance.Character, chance => chance.Probability, StringComparer.Ordinal) ?? []).ToArray();
        return new HeatMap
        {
            Name = "next-map",
            Title = $"What comes after “{Context}”, generation by generation",
            Description = $"The {MapRows} characters that generation 0 held for likeliest",
            Width = Narrow ? CurveFigure.NarrowWidth : 480,
            RowTitle = "character",
            ColumnTitle = "generation",
            ValueTitle = "probability",
            Rows = [.. rows.Select(ShownText.OfCharacter)],
            Columns = [.. columns.Select((_, generation) => generation.ToString(CultureInfo.InvariantCulture))],
            Panels = [new HeatMapPanel(View.Board.Arms[_arm].Title, [.. rows.Select(row => (IReadOnlyList<double>)[.. columns.Select(column => column.GetValueOrDefault(row))])])],
        };
    }
}
