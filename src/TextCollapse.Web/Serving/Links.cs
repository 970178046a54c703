using Microsoft.AspNetCore.WebUtilities;

namespace TextCollapse.Web.Serving;

/// <summary>The query of a link as words by key; of a key that stands twice the last counts.</summary>
public static class Links
{
    /// <summary>Reads a query with or without its question mark.</summary>
    public static IReadOnlyDictionary<string, string> Parse(string? query) =>
        QueryHelpers.ParseQuery(query).ToDictionary(pair => pair.Key, pair => pair.Value.LastOrDefault() ?? "", StringComparer.Ordinal);
}
