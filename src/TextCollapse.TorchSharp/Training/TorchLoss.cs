using TextCollapse.Experiments.Mitigations.Losses;
using TextCollapse.Models.Training;
using TextCollapse.Models.Training.Losses;
using static TorchSharp.torch;

namespace TextCollapse.Torch.Training;

/// <summary>
/// The losses of <see cref="TextCollapse.Models.Training.Losses"/> as libtorch expressions, so that libtorch computes the gradients. Any
/// other loss is evaluated by its own code, which also gives the gradient.
/// </summary>
internal static class TorchLoss
{
    // As in Unlikelihood: single precision cannot resolve smaller values of 1 − p.
    private const double Least = 1e-6;

    /// <summary>
    /// The share of some rows in the mean over the predicted characters of a batch, a scalar. Logits are [rows, T, V]; the first one
    /// belongs to row <paramref name="firstRow"/> of the batch.
    /// </summary>
    internal static Tensor Mean(ILoss loss, Tensor logits, Batch batch, int firstRow = 0)
    {
        using var scope = NewDisposeScope();
        var rows = logits.reshape(-1, logits.shape[2]);
        var first = firstRow * batch.Sequence;
        var targets = batch.Targets.AsSpan(first, (int)rows.shape[0]);
        return scope.MoveToOuter((loss is CrossEntropy ? CrossEntropyOf(rows, targets) : Sum(loss, rows, targets, first, batch))
            .Over(Math.Max(1, batch.Predicted)));
    }

    private static Tensor CrossEntropyOf(Tensor logits, ReadOnlySpan<int> targets) => nn.functional.cross_entropy(
        logits, tensor(Array.ConvertAll(targets.ToArray(), target => (long)target), device: logits.device), ignore_index: Batch.Ignored,
            reduction: nn.Reduction.Sum);

    private static Tensor Sum(ILoss loss, Tensor logits, ReadOnlySpan<int> predicted, int first, Batch batch)
    {
        var places = new List<int>();
        for (var place = 0; place < predicted.Length; place++)
            if (predicted[place] >= 0)
                places.Add(first + place);
        if (places.Count < predicted.Length)
            logits = logits.index_select(0, tensor(places.Select(place => (long)place - first).ToArray(), device: logits.device));
        return Sum(loss, logits, tensor(places.Select(place => (long)batch.Targets[place]).ToArray(), device: logits.device), [.. places],
            batch);
    }

    // places are indices in the whole batch.
    private static Tensor Sum(ILoss loss, Tensor logits, Tensor targets, int[] places, Batch batch)
    {
        var logs = logits.log_softmax(-1);
        var ofTarget = logs.gather(1, targets.unsqueeze(1)).squeeze(1);
        var vocabulary = logits.shape[1];
        return loss switch
        {
            LabelSmoothing smoothing => ofTarget.sum().Times(smoothing.Epsilon - 1).Plus(logs.sum().Times(-smoothing.Epsilon / vocabulary)),
            ConfidencePenalty penalty => (logs.exp() * logs).sum().Times(penalty.Beta) - ofTarget.sum(),
            FocalLoss focal => -(Rest(ofTarget.exp()).AtLeast(1e-38).Power(focal.Gamma) * ofTarget).sum(),
            TruncatedCrossEntropy truncated => -(ofTarget * ofTarget.detach().exp().IsAtMost(truncated.Gamma)).sum(),
            Unlikelihood unlikelihood =>
                -ofTarget.sum() - (LogOfRest(logs.exp()) * Repeats(unlikelihood, places, batch, vocabulary, logits.device)).sum()
                .Times(unlikelihood.Alpha),
            _ => CustomLossGradient.Sum(loss, logits, places, batch),
        };
    }

    private static Tensor Rest(Tensor p) => p.neg().Plus(1);

    // ln(1 − p), clamped from below, with the gradient at the clamped value.
    private static Tensor LogOfRest(Tensor p)
    {
        var rest = Rest(p);
        var clamped = rest.detach().AtLeast(Least);
        return clamped.log().Plus((rest - rest.detach()) / clamped);
    }

    // [places, V]: 1 where a character other than the target would repeat an n-gram of the window.
    private static Tensor Repeats(Unlikelihood loss, int[] places, Batch batch, long vocabulary, Device device)
    {
        var repeats = new float[places.Length * vocabulary];
        for (var row = 0; row < places.Length; row++)
        {
            var (window, t) = (places[row] / batch.Sequence, places[row] % batch.Sequence);
            var context = batch.InputsOf(window)[..(t + 1)];
            if (context.Length < loss.Length)
                continue;
            var suffix = context[^(loss.Length - 1)..];
            for (var start = 0; start + loss.Length <= context.Length; start++)
                if (context[start + loss.Length - 1] is var c && c < vocabulary && c != batch.Targets[places[row]]
                    && context.Slice(start, loss.Length - 1).SequenceEqual(suffix))
                    repeats[row * vocabulary + c] = 1;
        }
        return tensor(repeats, [places.Length, vocabulary], device: device);
    }
}
