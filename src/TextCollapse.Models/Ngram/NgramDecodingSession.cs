using TextCollapse.Models.Decoding;
using TextCollapse.Randomness;

namespace TextCollapse.Models.Ngram;

/// <summary>Documents that grow side by side; all that is kept of each is its state, one node of the trie.</summary>
internal sealed class NgramDecodingSession : IDecodingSession, IAncestralSampler, IStateSession
{
    private readonly NgramModel _model;
    private readonly NgramSampler _sampler;
    private readonly int[] _states;
    private readonly double[] _row;

    internal NgramDecodingSession(NgramModel model, int streams)
    {
        (_model, _sampler, _states, _row) = (model, new NgramSampler(model.Table), new int[streams], new double[model.Alphabet.Size + 1]);
        Array.Fill(_states, model.Table.Start);
    }

    public int Streams => _states.Length;

    public void Next(Span<float> logits)
    {
        var size = _model.Alphabet.Size;
        for (var stream = 0; stream < _states.Length; stream++)
            Next(stream, logits.Slice(stream * size, size));
    }

    public int State(int stream) => _states[stream];

    public void Next(int stream, Span<float> logits) => _model.LogRow(_states[stream], _row, logits);

    public void Append(ReadOnlySpan<int> symbols)
    {
        for (var stream = 0; stream < _states.Length; stream++)
            if (symbols[stream] >= 0)
                _states[stream] = _model.Table.Advance(_states[stream], (ushort)symbols[stream]);
    }

    public void Copy(int from, int to) => _states[to] = _states[from];

    public void Draw(Span<RandomStream> random, Span<ushort> symbols)
    {
        var length = symbols.Length / _states.Length;
        for (var i = 0; i < length; i++)
            _sampler.Draw(_states, random, symbols[i..], length);
    }

    public void Dispose()
    {
    }
}
