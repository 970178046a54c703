namespace TextCollapse.Models.Training;

/// <summary>What makes a step out of a gradient.</summary>
public enum OptimizerKind
{
    /// <summary>Orthogonalised momentum for matrices between hidden layers, AdamW for all else (Jordan et al. 2024).</summary>
    Muon,

    /// <summary>Adam with decoupled weight decay for all weights (Loshchilov and Hutter 2019).</summary>
    Adamw,
}
