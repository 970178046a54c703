using TextCollapse.Models.Kernels;
using TextCollapse.Randomness;

namespace TextCollapse.Models.Gru;

/// <summary>Generates several documents in one batch with a GRU.</summary>
internal sealed unsafe class GruDecodingSession : IDecodingSession, IAncestralSampler
{
    private readonly GruModel _model;
    private readonly GruState _state;
    private readonly FloatBuffer _logits;
    private readonly int[] _symbols;

    internal GruDecodingSession(GruModel model, int streams)
    {
        _model = model;
        _state = new GruState(model, streams);
        _logits = new FloatBuffer(streams * model.Shape.Characters);
        _symbols = new int[streams];
        _symbols.AsSpan().Fill(model.Alphabet.Boundary);
        _state.Read(_symbols);
    }

    public int Streams => _state.Rows;

    public void Next(Span<float> logits)
    {
        var (characters, vocabulary) = (_model.Shape.Characters, _model.Shape.Vocabulary);
        GruLayers.Logits(_model.Shape, _model.Weights, _state.Top, _logits.Pointer, Streams);
        for (var row = 0; row < Streams; row++)
            _logits.Slice(row * characters, vocabulary).CopyTo(logits[(row * vocabulary)..]);
    }

    public void Append(ReadOnlySpan<int> symbols) => _state.Read(symbols);

    public void Draw(Span<RandomStream> random, Span<ushort> symbols)
    {
        var (characters, vocabulary, length) = (_model.Shape.Characters, _model.Shape.Vocabulary, symbols.Length / Streams);
        for (var t = 0; t < length; t++)
        {
            GruLayers.Logits(_model.Shape, _model.Weights, _state.Top, _logits.Pointer, Streams);
            for (var row = 0; row < Streams; row++)
            {
                _symbols[row] = Softmax.Draw(_logits.Slice(row * characters, vocabulary), random[row].NextDouble());
                symbols[row * length + t] = (ushort)_symbols[row];
            }
            _state.Read(_symbols);
        }
    }

    public void Copy(int from, int to) => _state.Copy(from, to);

    public void Dispose()
    {
    }
}
