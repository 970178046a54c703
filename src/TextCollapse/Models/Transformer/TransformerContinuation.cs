using TextCollapse.Models.Kernels;

namespace TextCollapse.Models.Transformer;

/// <summary>
/// Documents growing side by side, with the keys and values of what each has read kept from step to step. Symbols wait until the next
/// distribution is asked for, so that a prompt is read at one go; a stream whose context is full forgets its older half and reads the newer
/// half again at its new positions (<see cref="SlidingWindows"/>). A stream's logits do not depend on its neighbours.
/// </summary>
internal sealed unsafe class TransformerContinuation : IContinuation
{
    private const int ChunkRows = 256;
    private readonly TransformerModel _model;
    private readonly TransformerPass _pass;
    private readonly CachedAttention _attention;
    private readonly FloatBuffer[] _caches;
    private readonly FloatBuffer _last;
    private readonly float[] _logits;
    private readonly ushort[] _symbols;
    private readonly int[] _counts, _done, _rowStreams, _rowPositions;
    private readonly int _context, _width, _vocabulary;

    internal TransformerContinuation(TransformerModel model, int streams)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(streams);
        var layout = model.Weights.Layout;
        (_model, Streams, _context, _width, _vocabulary) = (model, streams, layout.Settings.Context, layout.Settings.Width, layout.Vocabulary);
        _pass = new TransformerPass(layout, Math.Max(streams, ChunkRows), trains: false);
        _attention = new CachedAttention(_context, layout.Settings.Heads, _width);
        _caches = [.. layout.Blocks.Select(_ => new FloatBuffer(checked(streams * _attention.CacheSize)))];
        _last = new FloatBuffer(streams * _width);
        _logits = new float[streams * _vocabulary];
        _symbols = new ushort[streams * _context];
        _counts = new int[streams];
        _done = new int[streams];
        _rowStreams = new int[_pass.Rows];
        _rowPositions = new int[_pass.Rows];
        for (var stream = 0; stream < streams; stream++)
            Append(stream, model.Alphabet.Boundary);
    }

    /// <inheritdoc/>
    public int Streams { get; }

    /// <inheritdoc/>
    public void Append(ReadOnlySpan<int> symbols)
    {
        if (symbols.Length != Streams)
            throw new ArgumentException($"{symbols.Length} symbols for {Streams} streams.", nameof(symbols));
        for (var stream = 0; stream < Streams; stream++)
            if (symbols[stream] >= 0)
                Append(stream, symbols[stream] < _vocabulary ? (ushort)symbols[stream] : throw new ArgumentOutOfRangeException(nameof(symbols), symbols[stream], $"beyond the alphabet of {_vocabulary}"));
    }

    /// <inheritdoc/>
    public void Next(Span<float> logits)
    {
        Catch();
        _logits.CopyTo(logits);
    }

    /// <inheritdoc/>
    public void Copy(int from, int to)
    {
        if (from == to)
            return;
        foreach (var cache in _caches)
            cache.Slice(from * _attention.CacheSize, _attention.CacheSize).CopyTo(cache.Slice(to * _attention.CacheSize, _attention.CacheSize));
        _symbols.AsSpan(from * _context, _context).CopyTo(_symbols.AsSpan(to * _context));
        _logits.AsSpan(from * _vocabulary, _vocabulary).CopyTo(_logits.AsSpan(to * _vocabulary));
        (_counts[to], _done[to]) = (_counts[from], _done[from]);
    }

    /// <inheritdoc/>
    public void Dispose() { }

    private void Append(int stream, ushort symbol)
    {
        var symbols = _symbols.AsSpan(stream * _context, _context);
        if (_counts[stream] == _context)
        {
            var kept = SlidingWindows.Kept(_context);
            symbols[^kept..].CopyTo(symbols);
            (_counts[stream], _done[stream]) = (kept, 0);
        }
        symbols[_counts[stream]++] = symbol;
    }

    /// <summary>Reads all symbols that wait, in chunks of rows; the rows of a document are in order.</summary>
    private void Catch()
    {
        var rows = 0;
        for (var stream = 0; stream < Streams; stream++)
            for (var position = _done[stream]; position < _counts[stream]; position++)
            {
                (_rowStreams[rows], _rowPositions[rows]) = (stream, position);
                if (++rows == _pass.Rows)
                {
                    Read(rows);
                    rows = 0;
                }
            }
        if (rows > 0)
            Read(rows);
        Output();
    }

    private void Read(int rows)
    {
        var layers = _caches.Length;
        for (var row = 0; row < rows; row++)
            _pass.Embed(_model.Weights, _symbols[_rowStreams[row] * _context + _rowPositions[row]], _rowPositions[row], row);
        for (var layer = 0; layer < layers; layer++)
        {
            _pass.BeforeAttention(_model.Weights, layer, rows);
            var (qkv, attended) = (_pass.Blocks[layer].Qkv, _pass.Blocks[layer].Attended);
            for (var row = 0; row < rows; row++)
            {
                var cache = _caches[layer].Pointer + (nint)_rowStreams[row] * _attention.CacheSize;
                _attention.Append(qkv.Pointer + row * 3 * _width, cache, _rowPositions[row]);
                _attention.Attend(qkv.Pointer + row * 3 * _width, cache, _rowPositions[row], attended.Pointer + row * _width);
            }
            _pass.AfterAttention(_model.Weights, layer, rows);
        }
        for (var row = 0; row < rows; row++)
            if (_rowPositions[row] == _counts[_rowStreams[row]] - 1)
                _pass.Last.Slice(row * _width, _width).CopyTo(_last.Slice(_rowStreams[row] * _width, _width));
    }

    /// <summary>Logits of the streams that have read something new.</summary>
    private void Output()
    {
        var rows = 0;
        for (var stream = 0; stream < Streams; stream++)
            if (_done[stream] < _counts[stream])
                _last.Slice(stream * _width, _width).CopyTo(_pass.Last.Slice(rows++ * _width, _width));
        if (rows == 0)
            return;
        _pass.Output(_model.Weights, rows);
        rows = 0;
        for (var stream = 0; stream < Streams; stream++)
            if (_done[stream] < _counts[stream])
            {
                _pass.Logits.Slice(rows++ * _pass.Stride, _vocabulary).CopyTo(_logits.AsSpan(stream * _vocabulary));
                _done[stream] = _counts[stream];
            }
    }
}
