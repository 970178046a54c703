using TextCollapse.Models.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TextCollapse.Torch.Modules;

/// <summary>A character-level network in libtorch. Its parameters have the names and shapes of the managed engine's files.</summary>
public abstract class TorchNetwork(string name, int vocabulary) : nn.Module(name)
{
    /// <summary>V: the number of characters that it predicts; V is also the boundary symbol of the inputs.</summary>
    internal int Vocabulary { get; } = vocabulary;

    /// <summary>Every parameter by its name in a <c>.safetensors</c> file.</summary>
    internal virtual IEnumerable<(string Name, Parameter Parameter)> Weights => named_parameters();

    /// <summary>The input embedding, the first of the weights.</summary>
    internal Parameter Embedding => Weights.First().Parameter;

    /// <summary>
    /// Of how many matrices between hidden layers a parameter consists, one below the other; 0 for an embedding, the output layer and
    /// biases. The same as the managed engine declares in its <see cref="ParameterLayout"/>.
    /// </summary>
    internal abstract int HiddenParts(string name);

    /// <summary>
    /// Logits [rows, T, V] after each of the symbols [rows, T] (int64, 0 … V). With a recollection the symbols continue what it has
    /// processed,
    /// and it
    /// has processed them afterwards; without one, which only transformers can do, they begin at the first position from nothing.
    /// </summary>
    internal abstract Tensor Logits(Tensor symbols, DecoderState? past, SeededDropout? dropping);

    /// <summary>
    /// Adds the gradient of a scalar computed from <see cref="Logits"/> with the same decoder state, within the dispose scope in which both
    /// were created.
    /// </summary>
    internal virtual void Backward(Tensor loss, DecoderState? past) => loss.backward();
}
