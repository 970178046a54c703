namespace TextCollapse.Models;

/// <summary>What a model is, for people and for the manifest.</summary>
/// <param name="Kind"><c>ngram</c>, <c>gru</c> or <c>transformer</c>.</param>
/// <param name="Engine"><c>managed</c> or <c>torch</c>.</param>
/// <param name="Parameters">Free numbers: weights, or stored counts.</param>
/// <param name="Summary">One phrase with its sizes: <c>GRU, 1 layer of 128</c>.</param>
public sealed record ModelCard(string Kind, string Engine, long Parameters, string Summary);
