using TextCollapse.Models.Kernels;

namespace TextCollapse.Models.Gru;

/// <summary>Documents that a GRU writes side by side.</summary>
internal sealed unsafe class GruContinuation : IContinuation
{
    private readonly GruModel _model;
    private readonly GruState _state;
    private readonly FloatBuffer _logits;

    internal GruContinuation(GruModel model, int streams)
    {
        _model = model;
        _state = new GruState(model, streams);
        _logits = new FloatBuffer(streams * model.Shape.Characters);
        var boundary = new int[streams];
        boundary.AsSpan().Fill(model.Alphabet.Boundary);
        _state.Read(boundary);
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

    public void Copy(int from, int to) => _state.Copy(from, to);

    public void Dispose()
    {
    }
}
