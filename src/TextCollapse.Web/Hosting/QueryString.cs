using Microsoft.AspNetCore.WebUtilities;

namespace TextCollapse.Web.Hosting;

/// <summary>The parameters of a link. If a parameter occurs more than once, the last value is used.</summary>
internal static class QueryString
{
    /// <summary>Parses a query with or without its question mark.</summary>
    public static IReadOnlyDictionary<string, string> Parse(string? query) =>
        QueryHelpers.ParseQuery(query).ToDictionary(pair => pair.Key, pair => pair.Value.LastOrDefault() ?? "", StringComparer.Ordinal);
}
