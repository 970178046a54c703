using System.Numerics.Tensors;
using TextCollapse.Randomness;

namespace TextCollapse.Models.Decoding;

/// <summary>Chooses the next character of a document from a row of logits as the settings say; owned by one thread.</summary>
internal sealed class NextCharacter
{
    private readonly ILogitTransform[] _transforms;
    private readonly RowWeights _weights;
    private readonly bool _checks;
    private readonly bool _greedy;

    public NextCharacter(DecodingOptions settings, int size)
    {
        _greedy = settings.Temperature == 0;
        _weights = new RowWeights(size);
        _transforms = [.. Transforms(settings, size)];
        // A temperature passes on what is not a number; the others might hide it.
        _checks = _transforms.Any(transform => transform is not TemperatureScaling);
    }

    /// <summary>What the settings ask for, in the customary order.</summary>
    public static IEnumerable<ILogitTransform> Transforms(DecodingOptions settings, int size)
    {
        if (settings.RepetitionPenalty != 1)
            yield return new RepetitionPenalty(settings.RepetitionPenalty, settings.RepetitionWindow, size);
        if (settings.Temperature is not (0 or 1))
            yield return new TemperatureScaling(settings.Temperature);
        if (settings.TopK > 0)
            yield return new TopK(settings.TopK, size);
        if (settings.TopP < 1)
            yield return new Nucleus(settings.TopP, size);
        if (settings.MinP > 0)
            yield return new MinP(settings.MinP);
    }

    /// <summary>True when a row can be drawn from: nothing is NaN or +∞ and something is possible.</summary>
    public static bool IsUsable(ReadOnlySpan<float> logits) => float.IsFinite(TensorPrimitives.Max(logits));

    /// <summary>Whether the choice depends on nothing but the row and chance.</summary>
    public bool IsDrawnFromRow => !_greedy && !_transforms.Any(transform => transform is RepetitionPenalty);

    /// <summary>
    /// The weights that <see cref="Choose"/> draws from, where <see cref="IsDrawnFromRow"/>; false for a row that cannot be drawn from.
    /// Changes the row.
    /// </summary>
    public bool Fill(RowWeights weights, Span<float> logits) => Transform(logits, []) && !double.IsNaN(weights.Fill(logits));

    /// <summary>The chosen symbol, or −1 for a row that cannot be drawn from. Changes the row.</summary>
    public int Choose(Span<float> logits, ReadOnlySpan<ushort> written, ref RandomStream random)
    {
        if (!Transform(logits, written))
            return -1;
        if (_greedy)
            return IsUsable(logits) ? TensorPrimitives.IndexOfMax(logits) : -1;
        var total = _weights.Fill(logits);
        return double.IsNaN(total) ? -1 : _weights.SymbolAt(random.NextDouble() * total);
    }

    /// <summary>Applies what the settings ask for; false for a row that cannot be drawn from.</summary>
    private bool Transform(Span<float> logits, ReadOnlySpan<ushort> written)
    {
        if (_checks && !IsUsable(logits))
            return false;
        foreach (var transform in _transforms)
            transform.Apply(logits, written);
        return true;
    }
}
