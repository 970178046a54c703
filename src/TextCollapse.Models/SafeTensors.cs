using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using TextCollapse.Files;

namespace TextCollapse.Models;

/// <summary>
/// A <c>.safetensors</c> file: named tensors and a table of strings. The format is an 8-byte little-endian header length, a JSON header,
/// then the raw little-endian data. Files of this project have the metadata <c>format</c> = <c>textcollapse/1</c>, <c>kind</c>,
/// <c>alphabet</c>, the model's sizes and <c>sha256</c>.
/// </summary>
public sealed class SafeTensors
{
    /// <summary>The format and version in the files of this project.</summary>
    public const string Format = "textcollapse/1";

    /// <summary>The metadata key of the digest, which belongs to one file and not to the model.</summary>
    public const string HashKey = "sha256";

    private readonly Dictionary<string, Tensor> _tensors = new(StringComparer.Ordinal);

    /// <summary>Creates an empty file to fill and write.</summary>
    public SafeTensors(string kind)
    {
        Metadata["format"] = Format;
        Metadata["kind"] = kind;
    }

    private SafeTensors(string path, SortedDictionary<string, string> metadata) => (Path, Metadata) = (path, metadata);

    private readonly record struct Tensor(string Type, long[] Shape, byte[] Data);

    /// <summary>The path that it was read from, for error messages; empty for a new file.</summary>
    public string Path { get; } = "";

    /// <summary>The metadata.</summary>
    public SortedDictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    /// <summary>The tensors' names, sorted.</summary>
    public IEnumerable<string> Names => _tensors.Keys.Order(StringComparer.Ordinal);

    /// <summary>Returns a required metadata entry.</summary>
    /// <exception cref="InputException">The entry is missing.</exception>
    public string Require(string key) => Metadata.TryGetValue(key, out var value)
        ? value
        : throw new InputException(Path,
            $"has no metadata entry '{key}': it was not written by this project, or is damaged. Train the model again, or import "
            + $"weights of another program with `textcollapse import`.");

    /// <summary>Returns a required metadata entry that is an integer from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public int RequireInt(string key, int least, int most)
    {
        var text = Require(key);
        return int.TryParse(text, System.Globalization.NumberStyles.Integer, System.Globalization.CultureInfo.InvariantCulture,
            out var value) && value >= least && value <= most
            ? value
            : throw new InputException(Path, $"metadata entry '{key}' is '{text}'; expected a whole number from {least} to {most}.");
    }

    /// <summary>Adds a tensor; <typeparamref name="T"/> is float, double, ushort, int, uint, long, ulong or byte.</summary>
    public void Add<T>(string name, ReadOnlySpan<T> data, params ReadOnlySpan<long> shape) where T : unmanaged
    {
        long count = 1;
        foreach (var size in shape)
            count *= size;
        if (count != data.Length)
            throw new ArgumentException($"'{name}' has {data.Length} elements; its shape requires {count}.", nameof(shape));
        _tensors.Add(name, new Tensor(TypeName<T>(), shape.ToArray(), MemoryMarshal.AsBytes(data).ToArray()));
    }

    /// <summary>The shape of a tensor.</summary>
    public IReadOnlyList<long> Shape(string name) => Get(name).Shape;

    /// <summary>The elements of a tensor, row-major; if a shape is given, it must match.</summary>
    /// <exception cref="InputException">The tensor is missing, or of another type or shape.</exception>
    public T[] Read<T>(string name, params ReadOnlySpan<long> shape) where T : unmanaged
    {
        var tensor = Get(name);
        if (tensor.Type != TypeName<T>())
            throw new InputException(Path, $"tensor '{name}' has the type {tensor.Type}; expected {TypeName<T>()}.");
        if (shape.Length > 0 && !shape.SequenceEqual(tensor.Shape))
            throw new InputException(Path,
                $"tensor '{name}' has the shape [{string.Join(", ", tensor.Shape)}]; expected [{string.Join(", ", shape.ToArray())}].");
        return MemoryMarshal.Cast<byte, T>(tensor.Data).ToArray();
    }

    /// <summary>True for a file with the SHA-256 of its content; all files of this project have it.</summary>
    public bool HasHash => Metadata.ContainsKey(HashKey);

    /// <summary>Checks the content against the SHA-256 in the metadata; see <see cref="Write(string)"/>.</summary>
    /// <exception cref="InputException">The content has changed, or there is no SHA-256.</exception>
    public void RequireIntact()
    {
        if (Require(HashKey) != Hash())
            throw new InputException(Path, "is damaged: its content does not match its SHA-256. Copy or create it again.");
    }

    /// <summary>
    /// Adds the tensors and metadata of another file, except its digest, under names with the prefix <paramref name="prefix"/>.
    /// </summary>
    internal void Include(SafeTensors other, string prefix)
    {
        foreach (var (key, value) in other.Metadata)
            if (key != HashKey)
                Metadata[prefix + key] = value;
        foreach (var (name, tensor) in other._tensors)
            _tensors.Add(prefix + name, tensor);
    }

    /// <summary>Returns the same content as if it had been read from <paramref name="path"/>.</summary>
    internal SafeTensors At(string path)
    {
        var file = new SafeTensors(path, Metadata);
        foreach (var (name, tensor) in _tensors)
            file._tensors.Add(name, tensor);
        return file;
    }

    /// <summary>Returns the content under a prefix as a separate file; empty if there is none.</summary>
    internal SafeTensors Part(string prefix)
    {
        var part = new SafeTensors(Path, new SortedDictionary<string, string>(StringComparer.Ordinal));
        foreach (var (key, value) in Metadata.Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal)))
            part.Metadata[key[prefix.Length..]] = value;
        foreach (var (name, tensor) in _tensors.Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal)))
            part._tensors[name[prefix.Length..]] = tensor;
        return part;
    }

    /// <summary>Writes the file atomically, with its SHA-256. The same content gives the same bytes.</summary>
    public void Write(string path)
    {
        Metadata[HashKey] = Hash();
        AtomicFile.Write(path, Write);
    }

    private string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Header(withHash: false));
        foreach (var name in Names)
            hash.AppendData(_tensors[name].Data);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private void Write(Stream stream)
    {
        var header = Header();
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (var name in Names)
            stream.Write(_tensors[name].Data);
    }

    private byte[] Header(bool withHash = true)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            foreach (var (key, value) in Metadata)
                if (withHash || key != HashKey)
                    json.WriteString(key, value);
            json.WriteEndObject();
            long offset = 0;
            foreach (var name in Names)
            {
                var tensor = _tensors[name];
                json.WriteStartObject(name);
                json.WriteString("dtype", tensor.Type);
                json.WriteStartArray("shape");
                foreach (var size in tensor.Shape)
                    json.WriteNumberValue(size);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += tensor.Data.Length);
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        while (buffer.Length % 8 != 0)
            buffer.WriteByte((byte)' ');
        return buffer.ToArray();
    }

    /// <summary>Reads a whole file; every length, offset, type and shape is checked before use.</summary>
    /// <exception cref="InputException">The file is missing, truncated, or not in this format.</exception>
    public static SafeTensors Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, $"cannot be read: {e.Message}");
        }
        if (bytes.Length < 8 || BinaryPrimitives.ReadInt64LittleEndian(bytes) is var length && (length < 2 || length > bytes.Length - 8))
            throw new InputException(path, "is not a .safetensors file, or its beginning is damaged.");
        var data = bytes.AsMemory(8 + (int)length);
        try
        {
            using var header = JsonDocument.Parse(bytes.AsMemory(8, (int)length));
            var metadata = new SortedDictionary<string, string>(StringComparer.Ordinal);
            if (header.RootElement.TryGetProperty("__metadata__", out var table))
                foreach (var entry in table.EnumerateObject())
                    metadata[entry.Name] = entry.Value.GetString() ?? "";
            RequireOnce(path, header.RootElement);
            var file = new SafeTensors(path, metadata);
            var ranges = new List<(long From, long To, string Name)>();
            foreach (var entry in header.RootElement.EnumerateObject().Where(entry => entry.Name != "__metadata__"))
                file._tensors[entry.Name] = ReadTensor(path, entry, data, ranges);
            RequireWhole(path, ranges, data.Length);
            return file;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException
            or OverflowException)
        {
            throw new InputException(path, "has a damaged .safetensors header.");
        }
    }

    /// <summary>No name stands twice: which of the two is meant, nobody can know.</summary>
    private static void RequireOnce(string path, JsonElement header)
    {
        var names = header.EnumerateObject().Select(entry => entry.Name).Concat(header.TryGetProperty("__metadata__", out var table)
            ? table.EnumerateObject().Select(entry => $"__metadata__.{entry.Name}") : []);
        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(name => name.Count() > 1) is { Key: var twice })
            throw new InputException(path, $"names '{twice}' twice in its header: the file is damaged.");
    }

    /// <summary>The tensors fill the data one after the other, as the format demands: nothing overlaps and nothing is left over.</summary>
    private static void RequireWhole(string path, List<(long From, long To, string Name)> ranges, long length)
    {
        long end = 0;
        foreach (var (from, to, name) in ranges.OrderBy(range => range))
        {
            if (from != end)
                throw new InputException(path, from < end ? $"is damaged: tensor '{name}' overlaps the one before it."
                    : $"is damaged: {from - end} bytes before tensor '{name}' belong to none.");
            end = to;
        }
        if (end != length)
            throw new InputException(path, $"is damaged: {length - end} bytes at its end belong to no tensor.");
    }

    private static Tensor ReadTensor(string path, JsonProperty entry, ReadOnlyMemory<byte> data,
        List<(long From, long To, string Name)> ranges)
    {
        var type = entry.Value.GetProperty("dtype").GetString() ?? "";
        var shape = entry.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()).ToArray();
        var offsets = entry.Value.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt64()).ToArray();
        if (offsets.Length != 2 || offsets[0] < 0 || offsets[1] < offsets[0] || offsets[1] > data.Length)
            throw new InputException(path, $"is truncated: tensor '{entry.Name}' lies outside the file.");
        var count = shape.Aggregate(1L, (product, size) => size < 0 ? throw new FormatException() : checked(product * size));
        if (checked(count * ElementSize(type)) != offsets[1] - offsets[0])
            throw new InputException(path,
                $"tensor '{entry.Name}' of type {type} and shape [{string.Join(", ", shape)}] has {offsets[1] - offsets[0]} bytes.");
        ranges.Add((offsets[0], offsets[1], entry.Name));
        return new Tensor(type, shape, data[(int)offsets[0]..(int)offsets[1]].ToArray());
    }

    private Tensor Get(string name) => _tensors.TryGetValue(name, out var tensor)
        ? tensor
        : throw new InputException(Path, $"has no tensor '{name}' (it has: {string.Join(", ", Names)}).");

    private static string TypeName<T>() => default(T) switch
    {
        float => "F32",
        double => "F64",
        byte => "U8",
        ushort => "U16",
        int => "I32",
        uint => "U32",
        long => "I64",
        ulong => "U64",
        _ => throw new NotSupportedException(typeof(T).Name),
    };

    private static int ElementSize(string type) => type switch
    {
        "F64" or "I64" or "U64" => 8,
        "F32" or "I32" or "U32" => 4,
        "F16" or "BF16" or "I16" or "U16" => 2,
        "U8" or "I8" or "BOOL" => 1,
        _ => throw new FormatException(),
    };
}
