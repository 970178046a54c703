namespace TextCollapse.Models;

/// <summary>A description of a model for display and for the manifest.</summary>
/// <param name="Kind"><c>ngram</c>, <c>gru</c> or <c>transformer</c>.</param>
/// <param name="Engine"><c>managed</c> or <c>torch</c>.</param>
/// <param name="Parameters">The number of parameters: weights, or stored counts.</param>
/// <param name="Summary">Display name with its sizes: <c>GRU, 1 layer of 128</c>.</param>
public sealed record ModelCard(string Kind, string Engine, long Parameters, string Summary);
