namespace TextCollapse.Experiments.Analysis;

/// <summary>A document of somebody else's chain.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Seed">The seed or number of the chain.</param>
/// <param name="Number">The number of the generation as it was found.</param>
/// <param name="Text">The text; empty where there was none.</param>
/// <param name="Nats">The negative log-probability of the text under its own model in nats; undefined where it is not known.</param>
internal readonly record struct ForeignDocument(string Arm, long Seed, long Number, string Text, Measurement Nats);
