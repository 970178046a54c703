using TextCollapse.Models.Kernels;

namespace TextCollapse.Models.Transformer;

/// <summary>
/// Generates several documents in one batch, keeping the keys and values of the processed symbols. Symbols are queued until the next
/// distribution is requested, so that a prompt is processed at once. A stream whose context is full drops its older half and recomputes the
/// newer half at its new positions (<see cref="SlidingWindows"/>). The logits of a stream do not depend on other streams.
/// </summary>
internal sealed unsafe class TransformerDecodingSession : IDecodingSession
{
    // Eight refills of a context of 64 (half of it and the new symbol), two of 256.
    private const int ChunkRows = 264;
    private readonly TransformerModel _model;
    private readonly TransformerPass _pass;
    private readonly CachedAttention _attention;
    private readonly CausalAttention _whole;
    private readonly FloatBuffer[] _caches;
    private readonly FloatBuffer _last;
    private readonly float[] _logits;
    private readonly ushort[] _symbols;
    private readonly int[] _counts, _done;
    private readonly Run[] _runs;
    private readonly int _context, _width, _vocabulary;

    internal TransformerDecodingSession(TransformerModel model, int streams)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(streams);
        var layout = model.Weights.Layout;
        (_model, Streams, _context, _width, _vocabulary) = (model, streams, layout.Settings.Context, layout.Settings.Width,
            layout.Vocabulary);
        _pass = new TransformerPass(layout, Math.Max(streams, ChunkRows), trains: false);
        _attention = new CachedAttention(_context, layout.Settings.Heads, _width);
        _whole = new CausalAttention(Math.Min(_context, ChunkRows), layout.Settings.Heads, _width);
        _caches = [.. layout.Blocks.Select(_ => new FloatBuffer(checked(streams * _attention.CacheSize)))];
        _last = new FloatBuffer(streams * _width);
        _logits = new float[streams * _vocabulary];
        _symbols = new ushort[streams * _context];
        _counts = new int[streams];
        _done = new int[streams];
        _runs = new Run[streams];
        for (var stream = 0; stream < streams; stream++)
            Append(stream, model.Alphabet.Boundary);
    }

    /// <summary>Consecutive positions of one stream that are processed in one chunk.</summary>
    private readonly record struct Run(int Stream, int First, int Count)
    {
        /// <summary>The run begins at the start of the context: attention does not need the cache.</summary>
        internal bool IsWhole => First == 0 && Count > 1;
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
                Append(stream, symbols[stream] < _vocabulary ? (ushort)symbols[stream]
                    : throw new ArgumentOutOfRangeException(nameof(symbols), symbols[stream], $"beyond the alphabet of {_vocabulary}"));
    }

    /// <inheritdoc/>
    public void Next(Span<float> logits)
    {
        CatchUp();
        _logits.CopyTo(logits);
    }

    /// <inheritdoc/>
    public void Copy(int from, int to)
    {
        if (from == to)
            return;
        foreach (var cache in _caches)
            cache.Slice(from * _attention.CacheSize, _attention.CacheSize)
                .CopyTo(cache.Slice(to * _attention.CacheSize, _attention.CacheSize));
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

    /// <summary>Processes all queued symbols in chunks of rows. A run is split only if it alone is longer than a chunk.</summary>
    private void CatchUp()
    {
        int runs = 0, rows = 0;
        for (var stream = 0; stream < Streams; stream++)
            for (var position = _done[stream]; position < _counts[stream];)
            {
                var count = Math.Min(_counts[stream] - position, _pass.Rows);
                if (rows + count > _pass.Rows)
                {
                    Process(runs, rows);
                    (runs, rows) = (0, 0);
                }
                _runs[runs++] = new Run(stream, position, count);
                rows += count;
                position += count;
            }
        if (rows > 0)
            Process(runs, rows);
        Output();
    }

    private void Process(int runs, int rows)
    {
        var (row, last) = (0, _caches.Length - 1);
        foreach (var run in _runs.AsSpan(0, runs))
            for (var i = run.First; i < run.First + run.Count; i++)
                _pass.Embed(_model.Weights, _symbols[run.Stream * _context + i], i, row++);
        for (var layer = 0; layer < last; layer++)
        {
            _pass.BeforeAttention(_model.Weights, layer, rows);
            row = 0;
            foreach (var run in _runs.AsSpan(0, runs))
            {
                Attend(layer, run, row, row);
                row += run.Count;
            }
            _pass.AfterAttention(_model.Weights, layer, rows);
        }

        // The last block needs only keys and values, except at the newest position of each stream.
        _pass.BeforeAttention(_model.Weights, last, rows);
        var newest = 0;
        row = 0;
        foreach (var run in _runs.AsSpan(0, runs))
        {
            if (run.First + run.Count == _counts[run.Stream])
                AttendNewest(last, run, row, newest++);
            else
                Append(last, run, row);
            row += run.Count;
        }
        if (newest == 0)
            return;
        _pass.AfterAttention(_model.Weights, last, newest);
        newest = 0;
        foreach (var run in _runs.AsSpan(0, runs))
            if (run.First + run.Count == _counts[run.Stream])
                _pass.Last.Slice(newest++ * _width, _width).CopyTo(_last.Slice(run.Stream * _width, _width));
    }

    private float* Cache(int layer, Run run) => _caches[layer].Pointer + (nint)run.Stream * _attention.CacheSize;

    private float* Qkv(int layer, int row) => _pass.Blocks[layer].Qkv.Pointer + (nint)row * 3 * _width;

    private void Append(int layer, Run run, int row)
    {
        for (var i = 0; i < run.Count; i++)
            _attention.Append(Qkv(layer, row + i), Cache(layer, run), run.First + i);
    }

    private void Attend(int layer, Run run, int row, int to)
    {
        var buffers = _pass.Blocks[layer];
        Append(layer, run, row);
        if (run.IsWhole)
            _whole.Forward(Qkv(layer, row), run.Count, null, buffers.Attended.Pointer + (nint)to * _width, null);
        else
            for (var i = 0; i < run.Count; i++)
                _attention.Attend(Qkv(layer, row + i), Cache(layer, run), run.First + i, buffers.Attended.Pointer
                    + (nint)(to + i) * _width);
    }

    /// <summary>
    /// Computes attention for the last row of a run and moves the result and its residual stream to row <paramref name="to"/>.
    /// </summary>
    private void AttendNewest(int layer, Run run, int row, int to)
    {
        var (buffers, newest) = (_pass.Blocks[layer], row + run.Count - 1);
        Append(layer, run, row);
        _attention.Attend(Qkv(layer, newest), Cache(layer, run), run.First + run.Count - 1, buffers.Attended.Pointer + (nint)to * _width);
        if (newest > to)
            buffers.Input.Slice(newest * _width, _width).CopyTo(buffers.Input.Slice(to * _width, _width));
    }

    /// <summary>Computes the logits of the streams with new symbols.</summary>
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
