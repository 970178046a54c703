using System.Text.Json.Nodes;

namespace TextCollapse.Options;

/// <summary>A component as parsed, before it is bound: <c>accept(margin=0.02)</c>, or the same in YAML or JSON.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Options">Its options by key; the first key may be empty.</param>
/// <param name="Place">Its location, for messages.</param>
public sealed record ComponentNode(string Name, IReadOnlyList<KeyValuePair<string, string>> Options, string Place)
{
    /// <summary>Reads the short form, <c>label-smoothing(0.1) + accept(margin=0.02, redraws=1)</c>.</summary>
    public static IReadOnlyList<ComponentNode> Read(string text, string place, List<Problem> problems) =>
    [
        .. text.Split('+', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(item => ReadOne(item, place, problems)).OfType<ComponentNode>(),
    ];

    /// <summary>Reads the output of <see cref="Json"/>.</summary>
    public static ComponentNode Of(JsonNode node, string place)
    {
        var (name, options) = node.AsObject().First();
        return new(name, [.. options!.AsObject().Select(option => KeyValuePair.Create(option.Key, Scalar(option.Value!)))], place);
    }

    /// <summary>A component with all its options as JSON: <c>{ "accept": { "margin": 0.02, … } }</c>.</summary>
    public static JsonObject Json(ComponentDescription description, object component) => new()
    {
        [description.Name] = new JsonObject(description.Options.All
            .Select(option => KeyValuePair.Create(option.Name, (JsonNode?)option.Json(component)))),
    };

    /// <summary>The text of a JSON scalar as in a study file.</summary>
    public static string Scalar(JsonNode node) =>
        node.GetValueKind() == System.Text.Json.JsonValueKind.String ? (string)node! : node.ToJsonString();

    private static ComponentNode? ReadOne(string item, string place, List<Problem> problems)
    {
        var open = item.IndexOf('(', StringComparison.Ordinal);
        if (open < 0)
            return new(item, [], place);
        if (!item.EndsWith(')'))
        {
            problems.Add(new(place, $"'{item}' has no closing bracket."));
            return null;
        }
        return new(item[..open].Trim(),
        [
            .. item[(open + 1)..^1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(option =>
            {
                var equals = option.IndexOf('=', StringComparison.Ordinal);
                return KeyValuePair.Create(option[..Math.Max(equals, 0)].Trim(), option[(equals + 1)..].Trim());
            }),
        ], place);
    }
}
