using YamlDotNet.RepresentationModel;

namespace TextCollapse.Studies.Countermeasures;

/// <summary>
/// A YAML list of countermeasures as the text of <see cref="CountermeasureList"/>: <c>- label-smoothing</c>, <c>- label-smoothing: 0.1</c>,
/// <c>- accept: { margin: 0.02, redraws: 1 }</c>, <c>- { when: bpc_real rises 5 %, then: stop }</c>.
/// </summary>
internal static class CountermeasureYaml
{
    public static string Text(YamlNode node) => node is YamlSequenceNode list ? string.Join(" + ", list.Children.Select(Item)) : Item(node);

    private static string Item(YamlNode node)
    {
        if (node is not YamlMappingNode { Children.Count: > 0 } map)
            return Scalar(node);
        var (name, value) = map.Children.First();
        IEnumerable<string> knobs = value is YamlMappingNode inner
            ? inner.Children.Select(Knob)
            : [Scalar(value), .. map.Children.Skip(1).Select(Knob)];
        return $"{Scalar(name)}({string.Join(", ", knobs)})";
    }

    private static string Knob(KeyValuePair<YamlNode, YamlNode> pair) => $"{Scalar(pair.Key)}={Scalar(pair.Value)}";

    private static string Scalar(YamlNode node) => node is YamlScalarNode scalar ? scalar.Value ?? "" : node.ToString();
}
