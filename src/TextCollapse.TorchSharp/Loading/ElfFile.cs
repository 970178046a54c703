using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace TextCollapse.Torch;

/// <summary>
/// A shared library in ELF format (64-bit, little-endian) as the dynamic loader sees it: the segments and the dynamic section. Only tables
/// are read, not the code, so that checking a library of hundreds of megabytes takes a millisecond. Source: System V Application Binary
/// Interface, chapters 4 and 5; symbol versions: Linux Standard Base, Core, "Symbol Versioning".
/// </summary>
internal sealed class ElfFile
{
    private const int HeaderSize = 64, SegmentSize = 56, SectionSize = 64, DynamicSize = 16;
    private const uint Load = 1, DynamicSegment = 2, NoBits = 8;

    private readonly Stream _file;
    private readonly List<(ulong Offset, ulong Address, ulong Size)> _loaded = [];
    private readonly List<(DynamicTag Tag, ulong Value)> _dynamic = [];

    /// <summary>Reads the tables and checks that everything they name lies within the file.</summary>
    /// <param name="file">A seekable stream. The members read from it; it is not disposed.</param>
    /// <exception cref="InvalidDataException">
    /// It is not such a library, or it is truncated. The message continues a sentence that begins with the file's name.
    /// </exception>
    internal ElfFile(Stream file)
    {
        _file = file;
        Span<byte> magic = stackalloc byte[4];
        file.Position = 0;
        if (file.ReadAtLeast(magic, 4, throwOnEndOfStream: false) < 4 || !magic.SequenceEqual("\u007fELF"u8))
            throw new InvalidDataException("is not an ELF file");
        var header = Read(0, HeaderSize);
        if (header[4] != 2)
            throw new InvalidDataException("is not a 64-bit library");
        if (header[5] != 1)
            throw new InvalidDataException("is not little-endian");
        if (UInt16(header, 16) != 3)
            throw new InvalidDataException("is not a shared library");
        Machine = UInt16(header, 18);
        if (UInt16(header, 54) != SegmentSize || (UInt16(header, 60) > 0 && UInt16(header, 58) != SectionSize))
            throw new InvalidDataException("has tables of an unknown format");

        ulong end = 0;
        (ulong Offset, ulong Size) dynamic = default;
        foreach (var segment in Entries(UInt64(header, 32), (ulong)UInt16(header, 56) * SegmentSize, SegmentSize))
        {
            var (offset, size) = (UInt64(segment, 8), UInt64(segment, 32));
            end = Math.Max(end, Sum(offset, size));
            switch (UInt32(segment, 0))
            {
                case Load:
                    _loaded.Add((offset, UInt64(segment, 16), size));
                    break;
                case DynamicSegment:
                    dynamic = (offset, size);
                    break;
            }
        }
        foreach (var section in Entries(UInt64(header, 40), (ulong)UInt16(header, 60) * SectionSize, SectionSize))
            if (UInt32(section, 4) != NoBits)
                end = Math.Max(end, Sum(UInt64(section, 24), UInt64(section, 32)));
        RequireLength(end);

        foreach (var entry in Entries(dynamic.Offset, dynamic.Size, DynamicSize))
        {
            if (UInt64(entry, 0) == (ulong)DynamicTag.End)
                break;
            _dynamic.Add(((DynamicTag)UInt64(entry, 0), UInt64(entry, 8)));
        }
    }

    /// <summary>The ELF machine number: 62 is x86-64, 183 is AArch64.</summary>
    internal ushort Machine { get; }

    /// <summary>The names of the required libraries, in the order in which the loader searches for them.</summary>
    internal IReadOnlyList<string> Needed =>
        [.. _dynamic.Where(entry => entry.Tag == DynamicTag.Needed).Select(entry => Text(entry.Value))];

    /// <summary>The symbol versions that it requires from other libraries.</summary>
    /// <exception cref="InvalidDataException">The section is missing or damaged.</exception>
    internal IReadOnlyList<VersionRequirement> VersionRequirements()
    {
        if (Find(DynamicTag.VersionNeeds) is not { } address || Find(DynamicTag.SymbolVersions) is null)
            throw new InvalidDataException("has no version section");
        var requirements = new List<VersionRequirement>();
        for (var library = FileOffset(address); ;)
        {
            var need = Read(library, 16);
            var name = Text(UInt32(need, 4));
            var at = Sum(library, UInt32(need, 8));
            for (var left = UInt16(need, 2); left > 0; left--)
            {
                var version = Read(at, 16);
                var index = (ushort)(UInt16(version, 6) & 0x7fff);
                requirements.Add(new VersionRequirement(name, Text(UInt32(version, 8)), index, UInt16(version, 4), (long)at + 4));
                if (UInt32(version, 12) == 0)
                    break;
                at = Sum(at, UInt32(version, 12));
            }
            if (UInt32(need, 12) == 0)
                return requirements;
            library = Sum(library, UInt32(need, 12));
        }
    }

    /// <summary>The symbols of one required version that relocations refer to, which are those that the loader looks up.</summary>
    /// <exception cref="InvalidDataException">The tables are damaged.</exception>
    internal IReadOnlyList<string> RelocatedSymbols(VersionRequirement requirement)
    {
        var versions = FileOffset(Require(DynamicTag.SymbolVersions));
        var symbols = FileOffset(Require(DynamicTag.Symbols));
        return [.. RelocatedIndices().Where(index => index != 0).Distinct()
            .Where(index => (UInt16(Read(versions + 2ul * index, 2), 0) & 0x7fff) == requirement.Index)
            .Select(index => Text(UInt32(Read(symbols + 24ul * index, 24), 0)))];
    }

    private IEnumerable<uint> RelocatedIndices()
    {
        // DT_RELR holds relocations without symbols only.
        var jumpSize = Find(DynamicTag.JumpsFormat) == (ulong)DynamicTag.Rel ? 16 : 24;
        var tables = new[]
        {
            (Address: Find(DynamicTag.Rela), Size: Find(DynamicTag.RelaSize), Entry: 24),
            (Address: Find(DynamicTag.Rel), Size: Find(DynamicTag.RelSize), Entry: 16),
            (Address: Find(DynamicTag.Jumps), Size: Find(DynamicTag.JumpsSize), Entry: jumpSize),
        };
        foreach (var (address, size, entry) in tables)
        {
            if (address is not { } start)
                continue;
            if (size is not { } bytes)
                throw new InvalidDataException("has a relocation table without a size");
            foreach (var relocation in Entries(FileOffset(start), bytes, entry))
                yield return (uint)(UInt64(relocation, 8) >> 32);
        }
    }

    private ulong? Find(DynamicTag tag)
    {
        foreach (var entry in _dynamic)
            if (entry.Tag == tag)
                return entry.Value;
        return null;
    }

    private ulong Require(DynamicTag tag) => Find(tag) ?? throw new InvalidDataException($"has no dynamic entry {tag}");

    private ulong FileOffset(ulong address)
    {
        foreach (var segment in _loaded)
            if (address >= segment.Address && address - segment.Address < segment.Size)
                return segment.Offset + (address - segment.Address);
        throw new InvalidDataException($"refers to address 0x{address:x}, which no segment holds");
    }

    private string Text(ulong index)
    {
        var at = Sum(FileOffset(Require(DynamicTag.Strings)), index);
        var text = new List<byte>();
        for (; Read(at, 1)[0] is not 0 and var letter; at++)
            text.Add(letter);
        return Encoding.ASCII.GetString([.. text]);
    }

    private IEnumerable<byte[]> Entries(ulong offset, ulong size, int entry)
    {
        RequireLength(size > int.MaxValue ? ulong.MaxValue : Sum(offset, size));
        return Read(offset, (int)size - ((int)size % entry)).Chunk(entry);
    }

    private byte[] Read(ulong offset, int size)
    {
        RequireLength(Sum(offset, (ulong)size));
        var bytes = new byte[size];
        _file.Position = (long)offset;
        _file.ReadExactly(bytes);
        return bytes;
    }

    private void RequireLength(ulong end)
    {
        if (end > (ulong)_file.Length)
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture,
                $"is truncated or damaged: it has {_file.Length:N0} bytes, its tables need {end:N0}"));
    }

    private static ulong Sum(ulong offset, ulong size) => size > ulong.MaxValue - offset ? ulong.MaxValue : offset + size;

    private static ushort UInt16(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));

    private static uint UInt32(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));

    private static ulong UInt64(byte[] bytes, int at) => BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at));

    private enum DynamicTag : ulong
    {
        End = 0, Needed = 1, JumpsSize = 2, Strings = 5, Symbols = 6, Rela = 7, RelaSize = 8, Rel = 17, RelSize = 18, JumpsFormat = 20,
        Jumps = 23,
        SymbolVersions = 0x6ffffff0, VersionNeeds = 0x6ffffffe,
    }
}
