using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TextCollapse.Models.Decoding;

/// <summary>
/// The unnormalised probabilities exp(logit − max) of a row of logits, and sampling from them. Symbols are accumulated vector lane by lane
/// (0, 8, 16, …, then 1, 9, 17, …), in double precision and always in the same order. Reused from row to row.
/// </summary>
internal sealed class RowWeights
{
    private const int Lanes = 8;

    // The last V mod 8 symbols are at the end of one more vector, which is padded with zeros at the front.
    private readonly float[] _weights;
    private readonly double[] _lanes = new double[Lanes];
    private readonly int _aligned, _shift;
    private readonly Vector256<float> _rest;

    public RowWeights(int size)
    {
        _aligned = size / Lanes * Lanes;
        _weights = new float[(size + Lanes - 1) / Lanes * Lanes];
        _shift = _weights.Length - size;
        _rest = Vector256.GreaterThanOrEqual(Vector256<int>.Indices, Vector256.Create(_shift)).AsSingle();
    }

    /// <summary>The weight of a symbol.</summary>
    public float this[int symbol] => _weights[symbol < _aligned ? symbol : symbol + _shift];

    /// <summary>The sum of all weights; NaN if a logit is NaN or +∞, or all are −∞.</summary>
    public double Total { get; private set; }

    /// <summary>Computes the weights of a row of V logits and returns <see cref="Total"/>.</summary>
    public double Fill(ReadOnlySpan<float> logits)
    {
        var max = Vector256.Create(Max(logits));
        var whole = MemoryMarshal.Cast<float, Vector256<float>>(logits);
        var weights = MemoryMarshal.Cast<float, Vector256<float>>(_weights.AsSpan());
        var (lower, upper) = (Vector256<double>.Zero, Vector256<double>.Zero);
        for (var i = 0; i < weights.Length; i++)
        {
            var weight = i < whole.Length
                ? VectorExp.OfNonPositive(whole[i] - max)
                : Vector256.ConditionalSelect(_rest, VectorExp.OfNonPositive(Last(logits) - max), Vector256<float>.Zero);
            weights[i] = weight;
            lower += Vector256.WidenLower(weight);
            upper += Vector256.WidenUpper(weight);
        }
        lower.CopyTo(_lanes);
        upper.CopyTo(_lanes, Lanes / 2);
        return Total = Vector256.Sum(lower) + Vector256.Sum(upper);
    }

    /// <summary>
    /// The symbol at a position in the cumulative weights, 0 ≤ <paramref name="place"/> &lt; <see cref="Total"/>; never one of weight zero.
    /// </summary>
    public int SymbolAt(double place)
    {
        var lane = 0;
        while (lane < Lanes - 1 && place >= _lanes[lane])
            place -= _lanes[lane++];
        for (var i = lane; i < _weights.Length; i += Lanes)
        {
            place -= _weights[i];
            if (place < 0)
                return Symbol(i);
        }
        // Rounding can leave the position at the very end of a lane.
        return Symbol(_weights.AsSpan().LastIndexOfAnyExcept(0f));
    }

    /// <summary>The largest logit; unspecified if the row contains NaN.</summary>
    public static float Max(ReadOnlySpan<float> logits)
    {
        var max = Last(logits);
        foreach (var row in MemoryMarshal.Cast<float, Vector256<float>>(logits))
            max = Vector256.MaxNative(max, row);
        var half = Vector128.MaxNative(max.GetLower(), max.GetUpper());
        return MathF.Max(MathF.Max(half[0], half[1]), MathF.Max(half[2], half[3]));
    }

    private int Symbol(int place) => place < _aligned ? place : place - _shift;

    /// <summary>The last eight logits, padded with −∞ at the front if there are fewer.</summary>
    private static Vector256<float> Last(ReadOnlySpan<float> logits)
    {
        if (logits.Length >= Lanes)
            return Vector256.Create(logits[^Lanes..]);
        var last = Vector256.Create(float.NegativeInfinity);
        for (var i = 0; i < logits.Length; i++)
            last = last.WithElement(Lanes - logits.Length + i, logits[i]);
        return last;
    }
}
