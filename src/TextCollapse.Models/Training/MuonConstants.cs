namespace TextCollapse.Models.Training;

/// <summary>The numbers of Muon that are no options (Jordan et al. 2024; those of <c>torch.optim.Muon</c>).</summary>
public static class MuonConstants
{
    /// <summary>The decay of the momentum.</summary>
    public const float Momentum = 0.95f;

    /// <summary>Newton–Schulz iterations.</summary>
    public const int Steps = 5;

    /// <summary>a of the iteration X ← aX + X(b XᵀX + c (XᵀX)²).</summary>
    public const float Linear = 3.4445f;

    /// <summary>b.</summary>
    public const float Cubic = -4.7750f;

    /// <summary>c.</summary>
    public const float Quintic = 2.0315f;

    /// <summary>What a matrix is divided by where its Frobenius norm is smaller, so that zero stays zero.</summary>
    public const float LeastNorm = 1e-7f;

    /// <summary>What the rate of a matrix is multiplied by: √max(1, outputs / inputs).</summary>
    public static float Scale(long outputs, long inputs) => MathF.Sqrt(Math.Max(1, outputs / (float)inputs));
}
