namespace TextCollapse.Models.Decoding;

/// <summary>
/// Enumerates the possible characters of a row from the most to the least likely, ties in alphabet order. Uses a binary heap and sorts
/// lazily: O(V) to start, O(log V) per character. Reused from row to row.
/// </summary>
internal sealed class MostLikelyFirst(int size)
{
    // A sortable key per character: the logit's bits, made monotone, in the upper half, the complement of the symbol in the lower half.
    private readonly ulong[] _heap = new ulong[size];
    private readonly int[] _taken = new int[size];
    private readonly float[] _takenLogits = new float[size];
    private int _count, _takenCount;

    /// <summary>Starts with a row; characters at −∞ are excluded.</summary>
    public void Begin(ReadOnlySpan<float> logits)
    {
        _count = _takenCount = 0;
        for (var symbol = 0; symbol < logits.Length; symbol++)
            if (logits[symbol] != float.NegativeInfinity)
                _heap[_count++] = Key(logits[symbol], symbol);
        for (var parent = _count / 2 - 1; parent >= 0; parent--)
            Sink(parent);
    }

    /// <summary>The next character, or false when none is left.</summary>
    public bool MoveNext(out int symbol, out float logit)
    {
        if (_count == 0)
        {
            (symbol, logit) = (-1, float.NegativeInfinity);
            return false;
        }
        symbol = (int)~(uint)_heap[0];
        logit = Logit(_heap[0]);
        _heap[0] = _heap[--_count];
        Sink(0);
        _taken[_takenCount] = symbol;
        _takenLogits[_takenCount++] = logit;
        return true;
    }

    /// <summary>Sets every character that was not enumerated to −∞.</summary>
    public void KeepTaken(Span<float> logits)
    {
        logits.Fill(float.NegativeInfinity);
        for (var i = 0; i < _takenCount; i++)
            logits[_taken[i]] = _takenLogits[i];
    }

    private void Sink(int parent)
    {
        var key = _heap[parent];
        for (var child = 2 * parent + 1; child < _count; child = 2 * parent + 1)
        {
            if (child + 1 < _count && _heap[child + 1] > _heap[child])
                child++;
            if (_heap[child] <= key)
                break;
            _heap[parent] = _heap[child];
            parent = child;
        }
        _heap[parent] = key;
    }

    private static ulong Key(float logit, int symbol)
    {
        // Adding zero makes −0 equal to +0.
        var bits = BitConverter.SingleToUInt32Bits(logit + 0f);
        var ordered = (bits & 0x80000000) != 0 ? ~bits : bits | 0x80000000;
        return ((ulong)ordered << 32) | ~(uint)symbol;
    }

    private static float Logit(ulong key)
    {
        var ordered = (uint)(key >> 32);
        return BitConverter.UInt32BitsToSingle((ordered & 0x80000000) != 0 ? ordered & 0x7FFFFFFF : ~ordered);
    }
}
