using TextCollapse.Options;
using YamlDotNet.RepresentationModel;

namespace TextCollapse.Experiments.Configuration;

/// <summary>
/// A YAML list of components: <c>- label-smoothing</c>, <c>- label-smoothing: 0.1</c>, <c>- accept: { margin: 0.02, redraws: 1 }</c>,
/// <c>- { when: bpc_real rises 5 %, then: stop }</c>.
/// </summary>
internal static class ComponentYaml
{
    /// <summary>The components of a list, or of one item.</summary>
    /// <param name="node">The list or the item.</param>
    /// <param name="place">The location of an item, for errors.</param>
    /// <param name="problems">Receives the problems.</param>
    public static IReadOnlyList<ComponentNode> Read(YamlNode node, Func<YamlNode, string> place, List<Problem> problems) =>
        node is YamlSequenceNode list
            ? [.. list.Children.SelectMany(item => Read(item, place, problems))]
            : Item(node, place(node), problems);

    private static IReadOnlyList<ComponentNode> Item(YamlNode node, string place, List<Problem> problems)
    {
        if (node is not YamlMappingNode { Children.Count: > 0 } map)
            return ComponentNode.Read(Scalar(node), place, problems);
        var (name, value) = map.Children.First();
        IEnumerable<KeyValuePair<string, string>> options = value is YamlMappingNode inner
            ? inner.Children.Select(Option)
            : [KeyValuePair.Create("", Scalar(value)), .. map.Children.Skip(1).Select(Option)];
        return [new(Scalar(name), [.. options], place)];
    }

    private static KeyValuePair<string, string> Option(KeyValuePair<YamlNode, YamlNode> pair) =>
        KeyValuePair.Create(Scalar(pair.Key), Scalar(pair.Value));

    private static string Scalar(YamlNode node) => node is YamlScalarNode scalar ? scalar.Value ?? "" : node.ToString();
}
