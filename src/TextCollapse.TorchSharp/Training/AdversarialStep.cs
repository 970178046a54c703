using TextCollapse.Models.Training;
using TextCollapse.Torch.Modules;
using static TorchSharp.torch;

namespace TextCollapse.Torch.Training;

/// <summary>What <see cref="TrainingOptions.Adversarial"/> adds to a step; lives in the step's dispose scope.</summary>
internal sealed class AdversarialStep
{
    private readonly TorchNetwork _network;
    private readonly double _epsilon;
    private readonly HiddenStates? _state;
    private readonly Tensor[] _before;
    private Tensor? _embedding;
    private Tensor[] _after = [];

    /// <summary>Before the first gradient.</summary>
    internal AdversarialStep(TorchNetwork network, double epsilon, HiddenStates? state)
    {
        (_network, _epsilon, _state) = (network, epsilon, state);
        _before = Copy(state);
    }

    /// <summary>Between the two: moves the embedding; the second is to begin from the carried state that the first began from.</summary>
    internal void Move()
    {
        using var gradientless = no_grad();
        var embedding = _network.Embedding;
        _embedding = embedding.clone();
        // A gradient of zero moves nothing.
        var step = embedding.norm().Times(_epsilon).div(embedding.grad!.norm().AtLeast(float.Epsilon));
        embedding.IncreaseByProduct(embedding.grad!, step);
        _after = Copy(_state);
        Put(_before);
    }

    /// <summary>After the second: moves it back.</summary>
    internal void End()
    {
        using var gradientless = no_grad();
        _network.Embedding.copy_(_embedding!);
        Put(_after);
    }

    private static Tensor[] Copy(HiddenStates? state) => state is null ? [] : [.. state.Layers.Select(layer => layer.detach().clone())];

    private void Put(Tensor[] layers)
    {
        for (var layer = 0; layer < layers.Length; layer++)
            _state!.Set(layer, layers[layer]);
    }
}
