namespace TextCollapse.Corpora;

/// <summary>
/// One text file. Up to <see cref="WholeBytes"/> it is read at once. A larger file is read in blocks of <see cref="BlockBytes"/> that end
/// at a line end. The blocks are spread evenly over the file, and only as many are read as needed for the requested characters, so that
/// memory use depends on the text used and not on the file size.
/// </summary>
internal sealed class TextFile
{
    /// <summary>Files up to this size are read as one text.</summary>
    internal const long WholeBytes = 64 << 20;

    /// <summary>The size of the blocks of larger files; documents do not cross blocks.</summary>
    internal const int BlockBytes = 1 << 20;

    private const int MaxBoundarySearch = 1 << 16;

    private readonly string _path;
    private readonly long _wholeBytes;
    private readonly int _blockBytes;

    internal TextFile(string path, long wholeBytes = WholeBytes, int blockBytes = BlockBytes)
    {
        (_path, _wholeBytes, _blockBytes) = (path, wholeBytes, blockBytes);
        if (Directory.Exists(path))
            throw new InputException(path, "this is a folder, not a text.");
        if (!File.Exists(path))
            throw new InputException(path, $"there is no such file{NearestName(path)}.");
        Bytes = Reading(() => new FileInfo(path).Length);
    }

    /// <summary>The file size in bytes.</summary>
    internal long Bytes { get; }

    /// <summary>The whole text, or the selected blocks of a large file in order.</summary>
    /// <exception cref="InputException">Unreadable, or not valid text: the message names the byte and the line.</exception>
    internal IReadOnlyList<string> Read(long characters, CancellationToken cancellation) => Reading<IReadOnlyList<string>>(() =>
    {
        using var file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        if (Bytes <= _wholeBytes)
            return [Decode(file, 0, Bytes)];
        var blocks = new SortedDictionary<long, string>();
        var count = (Bytes + _blockBytes - 1) / _blockBytes;
        var stride = Stride(count);
        for (var (block, read) = (0L, 0L); blocks.Count < count && read < characters; block = (block + stride) % count)
        {
            cancellation.ThrowIfCancellationRequested();
            var text = Decode(file, Boundary(file, block * _blockBytes), Boundary(file, (block + 1) * _blockBytes));
            blocks.Add(block, text);
            read += text.Length;
        }
        return [.. blocks.Values];
    });

    /// <summary>
    /// A stride near count/φ that is coprime to the count: for every n, its first n multiples modulo the count are spread evenly.
    /// </summary>
    private static long Stride(long count)
    {
        var stride = Math.Max(1, (long)(count * 0.6180339887498949));
        while (System.Numerics.BigInteger.GreatestCommonDivisor(stride, count) != 1)
            stride++;
        return stride;
    }

    private string Decode(FileStream file, long from, long to)
    {
        var bytes = new byte[to - from];
        file.Position = from;
        file.ReadExactly(bytes);
        var text = CleanText.Decode(bytes, from == 0, out var fault, out var at);
        return fault is null ? text : throw new InputException($"{_path}:{LineOf(file, from + at)}", $"byte {from + at} is {fault}.");
    }

    /// <summary>The first start of a line (else of a word, else of a character) at or after an offset.</summary>
    private long Boundary(FileStream file, long offset)
    {
        if (offset <= 0 || offset >= Bytes)
            return Math.Clamp(offset, 0, Bytes);
        var bytes = new byte[Math.Min(MaxBoundarySearch, Bytes - offset + 1)];
        file.Position = offset - 1;
        file.ReadExactly(bytes);
        var end = bytes.AsSpan().IndexOf((byte)'\n');
        if (end < 0)
            end = bytes.AsSpan().IndexOf((byte)' ');
        if (end < 0)
            end = bytes.AsSpan(1).IndexOfAnyExceptInRange((byte)0x80, (byte)0xBF);
        return end < 0 ? offset + bytes.Length - 1 : offset + end;
    }

    private static long LineOf(FileStream file, long offset)
    {
        var line = 1L;
        var buffer = new byte[1 << 16];
        file.Position = 0;
        for (int read; offset > 0 && (read = file.Read(buffer, 0, (int)Math.Min(buffer.Length, offset))) > 0; offset -= read)
            line += buffer.AsSpan(0, read).Count((byte)'\n');
        return line;
    }

    private T Reading<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(_path, $"the file cannot be read: {e.Message}");
        }
    }

    private static string NearestName(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (!Directory.Exists(folder))
            return $", nor the folder {folder}";
        try
        {
            var nearest = Nearest.To(Path.GetFileName(path),
                Directory.EnumerateFiles(folder).Take(10_000).Select(name => Path.GetFileName(name)!));
            return nearest is null ? "" : $"; the nearest name in this folder is {nearest}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
