namespace TextCollapse.Models;

/// <summary>A model kind that is trained by gradient descent.</summary>
public abstract record NeuralModelOptions : ModelOptions;
