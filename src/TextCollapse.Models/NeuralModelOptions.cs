namespace TextCollapse.Models;

/// <summary>A model kind that is trained by gradient.</summary>
public abstract record NeuralModelOptions : ModelOptions;
