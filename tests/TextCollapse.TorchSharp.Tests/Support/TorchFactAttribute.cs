namespace TextCollapse.Torch.Tests;

/// <summary>A test that runs libtorch; reported as skipped, with the reason, where libtorch does not load.</summary>
internal sealed class TorchFactAttribute : FactAttribute
{
    public TorchFactAttribute() => Skip = TorchRuntime.Status.Reason is { } reason ? $"libtorch does not load here: {reason}" : null;
}

/// <summary>A theory that runs libtorch; reported as skipped, with the reason, where libtorch does not load.</summary>
internal sealed class TorchTheoryAttribute : TheoryAttribute
{
    public TorchTheoryAttribute() => Skip = TorchRuntime.Status.Reason is { } reason ? $"libtorch does not load here: {reason}" : null;
}

/// <summary>A test that runs on a GPU; reported as skipped, with the reason, where libtorch sees none.</summary>
internal sealed class CudaFactAttribute : FactAttribute
{
    internal static readonly string? Missing = TorchRuntime.Status.Reason is { } reason ? $"libtorch does not load here: {reason}"
        : TorchRuntime.Status.Devices.Count == 1 ? "libtorch sees no CUDA device here" : null;

    public CudaFactAttribute() => Skip = Missing;
}

/// <summary>A theory that runs on a GPU; reported as skipped, with the reason, where libtorch sees none.</summary>
internal sealed class CudaTheoryAttribute : TheoryAttribute
{
    public CudaTheoryAttribute() => Skip = CudaFactAttribute.Missing;
}
