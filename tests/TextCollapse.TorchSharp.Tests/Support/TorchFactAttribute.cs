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
