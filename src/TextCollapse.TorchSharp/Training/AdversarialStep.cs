using TextCollapse.Models.Training;
using TextCollapse.Torch.Modules;
using static TorchSharp.torch;

namespace TextCollapse.Torch.Training;

/// <summary>The additional work of a step with <see cref="TrainingOptions.Adversarial"/>; lives in the step's dispose scope.</summary>
internal sealed class AdversarialStep
{
    private readonly TorchNetwork _network;
    private readonly double _epsilon;
    private readonly HiddenStates? _state;
    private readonly Tensor[] _before;
    private Tensor? _embedding;
    private Tensor[] _after = [];

    /// <summary>Call before the first gradient.</summary>
    internal AdversarialStep(TorchNetwork network, double epsilon, HiddenStates? state)
    {
        (_network, _epsilon, _state) = (network, epsilon, state);
        _before = Copy(state);
    }

    /// <summary>
    /// Call between the two gradients: moves the embedding and restores the carried state, so that the second pass begins from the same
    /// state as the first.
    /// </summary>
    internal void Move()
    {
        using var noGradients = no_grad();
        var embedding = _network.Embedding;
        _embedding = embedding.clone();
        // A gradient of zero moves nothing.
        var step = embedding.norm().Times(_epsilon).div(embedding.grad!.norm().AtLeast(float.Epsilon));
        embedding.IncreaseByProduct(embedding.grad!, step);
        _after = Copy(_state);
        Restore(_before);
    }

    /// <summary>Call after the second gradient: restores the embedding and the carried state.</summary>
    internal void End()
    {
        using var noGradients = no_grad();
        _network.Embedding.copy_(_embedding!);
        Restore(_after);
    }

    private static Tensor[] Copy(HiddenStates? state) => state is null ? [] : [.. state.Layers.Select(layer => layer.detach().clone())];

    private void Restore(Tensor[] layers)
    {
        for (var layer = 0; layer < layers.Length; layer++)
            _state!.Set(layer, layers[layer]);
    }
}
