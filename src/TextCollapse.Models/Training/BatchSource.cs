using TextCollapse.Corpora;
using TextCollapse.Randomness;

namespace TextCollapse.Models.Training;

/// <summary>
/// Draws windows from the corpus as one stream in which the boundary symbol precedes each document. A window drawn across the beginning of
/// a document is moved to start there or to end before it, whichever is nearer. Documents are generated and scored from an empty context,
/// so a model must learn to begin from an empty context and not after the end of another document. The windows of a step are a function of
/// the key and the step number alone, so that a resumed training uses the same windows as an uninterrupted one.
/// </summary>
internal sealed class BatchSource
{
    private readonly ushort[] _stream;
    private readonly ushort _boundary;
    private readonly TrainingOptions _settings;
    private RandomStream _positions;

    /// <summary>Creates a source of windows.</summary>
    /// <exception cref="InputException">The text is shorter than the windows.</exception>
    public BatchSource(Corpus corpus, TrainingOptions settings, RandomKey random)
    {
        _settings = settings;
        _boundary = corpus.Alphabet.Boundary;
        _stream = new ushort[corpus.Characters + corpus.Documents.Count];
        var position = 0;
        foreach (var document in corpus.Documents)
        {
            _stream[position++] = _boundary;
            document.Symbols.Span.CopyTo(_stream.AsSpan(position));
            position += document.Length;
        }
        _positions = random.Stream("batches");
        // Leave room for a target after the last input; with carried state, every lane has at least one window.
        long needed = settings.CarryState ? (long)settings.Sequence * settings.Batch : settings.Sequence + 1L;
        if (_stream.Length < needed || corpus.Characters == 0)
            throw new InputException("training.sequence", settings.CarryState
                ? $"{settings.Batch} windows of {settings.Sequence} in parallel need {needed} symbols, but the training text has "
                    + $"{_stream.Length} (document starts included). Lower training.batch or training.sequence, or provide more text."
                : $"is {settings.Sequence}, but the training text has only {corpus.Characters} characters. Lower training.sequence to "
                    + $"{Math.Max(1, _stream.Length - 1)} or less, or provide more text.");
    }

    /// <summary>The number of symbols in the stream: all characters and one boundary per document.</summary>
    public int Length => _stream.Length;

    /// <summary>The number of optimizer steps on this text.</summary>
    public int Steps => _settings.StepsFor(_stream.Length);

    /// <summary>Creates a batch of the right size.</summary>
    public Batch CreateBatch() => new(_settings.Batch, _settings.Sequence);

    /// <summary>Fills a batch with the windows of one step.</summary>
    public void Fill(Batch batch, int step)
    {
        batch.Step = step;
        batch.Predicted = 0;
        if (_settings.CarryState)
            FillLanes(batch, step);
        else
            FillRandom(batch, step);
    }

    private void FillRandom(Batch batch, int step)
    {
        // Every step has a fixed section of the random stream; if rejections overran it, a position would only be repeated.
        _positions.Position = (ulong)step * (ulong)(2 * batch.Rows + 16);
        var open = _settings.Pace is { } pace ? (long)Math.Ceiling(pace.Open(step, Steps) * _stream.Length) : _stream.Length;
        var positions = Math.Clamp(open - batch.Sequence, 1, _stream.Length - batch.Sequence);
        for (var row = 0; row < batch.Rows; row++)
            FillRow(batch, row, Align((int)_positions.NextLong(positions), batch.Sequence));
    }

    /// <summary>
    /// The start of a window drawn at a position: that position, or the nearest one such that no document begins inside the window.
    /// Documents shorter than a window follow each other within it.
    /// </summary>
    private int Align(int place, int sequence)
    {
        if (DocumentStart(place) is not { } start)
            return place;
        var (before, roomBehind) = (start - sequence, start + sequence < _stream.Length);
        var roomBefore = before >= 0 && DocumentStart(before) is null;
        var nearer = start - place > sequence / 2 ? before : start;
        return (roomBefore, roomBehind) switch
        {
            (true, true) => nearer,
            (true, false) => before,
            (false, true) => start,
            (false, false) => place,
        };

        int? DocumentStart(int from) => _stream.AsSpan(from + 1, sequence - 1).IndexOf(_boundary) is >= 0 and var at ? from + 1 + at : null;
    }

    private void FillLanes(Batch batch, int step)
    {
        var lane = _stream.Length / batch.Rows;
        var windows = lane / batch.Sequence;
        var (pass, window) = (step / windows, step % windows);
        // Every pass uses a different shift.
        _positions.Position = (ulong)pass * 16;
        var shift = pass == 0 ? 0 : _positions.NextLong(_stream.Length);
        batch.StartsFresh = window == 0;
        for (var row = 0; row < batch.Rows; row++)
            FillRow(batch, row, shift + (long)row * lane + (long)window * batch.Sequence);
    }

    private void FillRow(Batch batch, int row, long start)
    {
        var at = (int)(start % _stream.Length);
        for (var t = row * batch.Sequence; t < (row + 1) * batch.Sequence; t++)
        {
            batch.Inputs[t] = _stream[at];
            at = at + 1 == _stream.Length ? 0 : at + 1;
            var next = _stream[at];
            batch.Targets[t] = next == _boundary ? Batch.Ignored : next;
            batch.Predicted += next == _boundary ? 0 : 1;
        }
    }
}
