using TextCollapse.Web.Rooms;

namespace TextCollapse.Web.Pages;

/// <summary>What one page looks at, as its link says it: the lesson's settings are beside it in the same link.</summary>
public sealed record PageState
{
    /// <summary>The cards that a link can hide, with what they are.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Cards { get; } =
    [
        new("controls", "controls"), new("tour", "guided tour"), new("curves", "curves"), new("texts", "texts"), new("next", "next character"),
        new("words", "vanishing words"), new("quiz", "quiz"), new("oversight", "stepping in"),
    ];

    /// <summary>The measurement of the curves.</summary>
    public string Metric { get; init; } = BoardMetric.All[0].Id;

    /// <summary>The context of the next-character bars.</summary>
    public string Context { get; init; } = BoardFile.Contexts[0];

    /// <summary>Hidden cards.</summary>
    public IReadOnlyList<string> Hidden { get; init; } = [];

    /// <summary>The tour's stop, from 1; 0 when it is not taken.</summary>
    public int Stop { get; init; }

    /// <summary>The state that a link says.</summary>
    public static PageState FromQuery(IReadOnlyDictionary<string, string> query) => new()
    {
        Metric = BoardMetric.Of(query.GetValueOrDefault("metric")).Id,
        Context = query.TryGetValue("context", out var context) && context.Length is > 0 and <= NextCharacters.LongestContext ? context : BoardFile.Contexts[0],
        Hidden = [.. (query.GetValueOrDefault("hide") ?? "").Split(',').Where(card => Cards.Any(known => known.Key == card)).Distinct()],
        Stop = int.TryParse(query.GetValueOrDefault("tour"), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var stop) ? Math.Clamp(stop, 0, Components.Tour.Stops.Count) : 0,
    };

    /// <summary>The state as part of a link.</summary>
    public string Query() => $"metric={Metric}&context={Uri.EscapeDataString(Context)}"
        + (Hidden.Count > 0 ? $"&hide={string.Join(',', Hidden)}" : "")
        + (Stop > 0 ? FormattableString.Invariant($"&tour={Stop}") : "");
}
