using System.Globalization;
using TextCollapse.Web.Components;
using TextCollapse.Web.Lessons;
using TextCollapse.Web.Measurements;
using TextCollapse.Web.Sessions;

namespace TextCollapse.Web.Pages;

/// <summary>The view options of a page, from its link. The settings of the lesson are in the same link.</summary>
internal sealed record ViewOptions
{
    /// <summary>The cards that a link can hide, with their names.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Cards { get; } =
    [
        new("controls", "controls"), new("tour", "guided tour"), new("curves", "metrics"), new("texts", "generated text"),
        new("next", "next character"),
        new("words", "vanishing words"), new("quiz", "quiz"), new("review", "human review"),
    ];

    /// <summary>The metric that is drawn.</summary>
    public string Metric { get; init; } = DisplayMetric.All[0].Id;

    /// <summary>The context of the next-character predictions.</summary>
    public string Context { get; init; } = RecordedLesson.Contexts[0];

    /// <summary>The hidden cards.</summary>
    public IReadOnlyList<string> Hidden { get; init; } = [];

    /// <summary>The stop of the guided tour, from 1; 0 outside the tour.</summary>
    public int Stop { get; init; }

    /// <summary>The options in a link's query; missing and invalid ones keep their defaults.</summary>
    public static ViewOptions FromQuery(IReadOnlyDictionary<string, string> query)
    {
        var context = query.GetValueOrDefault("context") ?? "";
        var hidden = (query.GetValueOrDefault("hide") ?? "").Split(',');
        var isStop = int.TryParse(query.GetValueOrDefault("tour"), NumberStyles.None, CultureInfo.InvariantCulture, out var stop);
        return new()
        {
            Metric = DisplayMetric.Of(query.GetValueOrDefault("metric")).Id,
            Context = context.Length is > 0 and <= NextCharacterPrediction.MaxContext ? context : RecordedLesson.Contexts[0],
            Hidden = [.. hidden.Where(card => Cards.Any(known => known.Key == card)).Distinct()],
            Stop = isStop ? Math.Clamp(stop, 0, Tour.Stops.Count) : 0,
        };
    }

    /// <summary>The options as part of a link's query.</summary>
    public string Query() => $"metric={Metric}&context={Uri.EscapeDataString(Context)}"
        + (Hidden.Count > 0 ? $"&hide={string.Join(',', Hidden)}" : "")
        + (Stop > 0 ? FormattableString.Invariant($"&tour={Stop}") : "");
}
