using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TextCollapse.Decoding;

/// <summary>
/// The unnormalised probabilities exp(logit − max) of a row of logits, and draws from them. Sums are taken in blocks of eight, always in the same
/// order, in double from block to block. Reused from row to row.
/// </summary>
internal sealed class RowWeights(int size)
{
    private const int Block = 8;

    // Padded with zeros to whole blocks.
    private readonly float[] _weights = new float[(size + Block - 1) / Block * Block];
    private readonly double[] _cumulated = new double[(size + Block - 1) / Block];

    /// <summary>The weight of a symbol.</summary>
    public float this[int symbol] => _weights[symbol];

    /// <summary>The sum of all weights; NaN when a logit is NaN or +∞, or all are −∞.</summary>
    public double Total { get; private set; }

    /// <summary>Takes a row of V logits and returns <see cref="Total"/>.</summary>
    public double Fill(ReadOnlySpan<float> logits)
    {
        var max = Vector256.Create(Max(logits));
        var whole = MemoryMarshal.Cast<float, Vector256<float>>(logits);
        var weights = MemoryMarshal.Cast<float, Vector256<float>>(_weights.AsSpan());
        var sum = 0.0;
        for (var block = 0; block < weights.Length; block++)
        {
            var row = block < whole.Length ? whole[block] : Tail(logits);
            weights[block] = VectorExp.OfNonPositive(row - max);
            _cumulated[block] = sum += Vector256.Sum(weights[block]);
        }
        return Total = sum;
    }

    /// <summary>The symbol at a place in the cumulated weights, 0 ≤ <paramref name="place"/> &lt; <see cref="Total"/>; never one of weight zero.</summary>
    public int SymbolAt(double place)
    {
        var block = 0;
        while (block < _cumulated.Length - 1 && place >= _cumulated[block])
            block++;
        if (block > 0)
            place -= _cumulated[block - 1];
        for (var symbol = block * Block; symbol < _weights.Length; symbol++)
        {
            place -= _weights[symbol];
            if (place < 0)
                return symbol;
        }
        // Rounding can leave the place at the very end.
        return _weights.AsSpan().LastIndexOfAnyExcept(0f);
    }

    /// <summary>The largest logit; what it is with a NaN in the row is not said.</summary>
    public static float Max(ReadOnlySpan<float> logits)
    {
        var max = Tail(logits);
        foreach (var block in MemoryMarshal.Cast<float, Vector256<float>>(logits))
            max = Vector256.MaxNative(max, block);
        var half = Vector128.MaxNative(max.GetLower(), max.GetUpper());
        return MathF.Max(MathF.Max(half[0], half[1]), MathF.Max(half[2], half[3]));
    }

    /// <summary>The last V mod 8 logits followed by −∞.</summary>
    private static Vector256<float> Tail(ReadOnlySpan<float> logits)
    {
        Span<float> tail = [float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity,
            float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity];
        logits[(logits.Length / Block * Block)..].CopyTo(tail);
        return Vector256.Create<float>(tail);
    }
}
