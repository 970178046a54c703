using TextCollapse.Models.Training;
using TextCollapse.Models.Training.Losses;
using static TorchSharp.torch;

namespace TextCollapse.Torch.Training;

/// <summary>
/// Losses without a libtorch expression: their own code computes value and gradient, and libtorch backpropagates from there.
/// </summary>
internal static class CustomLossGradient
{
    /// <summary>
    /// The summed loss as a scalar whose derivative with respect to the logits [places, V] is the gradient that the loss returned.
    /// </summary>
    internal static Tensor Sum(ILoss loss, Tensor logits, int[] places, Batch batch)
    {
        var vocabulary = (int)logits.shape[1];
        var values = logits.detach().cpu().data<float>().ToArray();
        var scratch = new float[vocabulary];
        double sum = 0;
        for (var row = 0; row < places.Length; row++)
        {
            var (window, t) = (places[row] / batch.Sequence, places[row] % batch.Sequence);
            sum += LossRow.Evaluate(loss, values.AsSpan(row * vocabulary, vocabulary), scratch, batch.Targets[places[row]],
                batch.InputsOf(window)[..(t + 1)], 1f);
        }
        var gradient = tensor(values, [places.Length, vocabulary], device: logits.device);
        return (gradient * (logits - logits.detach())).sum().Plus(sum);
    }
}
