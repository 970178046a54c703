using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace TextCollapse.Torch.Tests.Loading;

/// <summary>
/// A small shared library, made byte by byte. Of libcxx.so.1 it requires versions CXX_1 (symbol "used") and CXX_2 (symbol "unused").
/// </summary>
internal sealed record ElfSample
{
    internal enum Table { Rela, Rel, JumpsRela, JumpsRel }

    private const ulong Base = 0x1000;

    /// <summary>Libraries that it needs.</summary>
    public string[] Needed { get; init; } = ["libcxx.so.1"];

    /// <summary>Which symbols relocations refer to: 0 is none, 1 "used", 2 "unused".</summary>
    public uint[] Relocated { get; init; } = [0, 1];

    public Table Format { get; init; } = Table.Rela;

    public bool Versions { get; init; } = true;

    public ushort Machine { get; init; } = OfThisProcess;

    internal static ushort OfThisProcess => RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? (ushort)183 : (ushort)62;

    internal byte[] Bytes()
    {
        var strings = new List<byte> { 0 };
        uint String(string text)
        {
            var at = strings.Count;
            strings.AddRange([.. Encoding.ASCII.GetBytes(text), 0]);
            return (uint)at;
        }
        var needed = Needed.Select(String).ToArray();
        var (used, unused) = (String("used"), String("unused"));
        var (library, first, second) = (String("libcxx.so.1"), String("CXX_1"), String("CXX_2"));

        var file = new List<byte>(new byte[64 + (2 * 56)]);
        ulong Place(Action fill)
        {
            while (file.Count % 8 != 0)
                file.Add(0);
            var at = (ulong)file.Count;
            fill();
            return at;
        }
        var stringTable = Place(() => file.AddRange(strings));
        var symbols = Place(() => Add(new byte[24], used, 0u, 0UL, 0UL, unused, 0u, 0UL, 0UL));
        var symbolVersions = Place(() => Add((ushort)0, (ushort)2, (ushort)3));
        var versionNeeds = Place(() => Add(
            (ushort)1, (ushort)2, library, 16u, 0u,
            0u, (ushort)0, (ushort)2, first, 16u,
            0u, (ushort)0, (ushort)3, second, 0u));
        var rela = Format is Table.Rela or Table.JumpsRela;
        var relocations = Place(() =>
        {
            foreach (var symbol in Relocated)
                Add(0UL, ((ulong)symbol << 32) | 6, rela ? BitConverter.GetBytes(0UL) : []);
        });
        var size = (ulong)file.Count - relocations;
        var dynamic = Place(() =>
        {
            foreach (var name in needed)
                Add(1UL, (ulong)name);
            Add(5UL, Base + stringTable, 6UL, Base + symbols);
            if (Versions)
                Add(0x6ffffff0UL, Base + symbolVersions, 0x6ffffffeUL, Base + versionNeeds, 0x6fffffffUL, 1UL);
            switch (Format)
            {
                case Table.Rela:
                    Add(7UL, Base + relocations, 8UL, size);
                    break;
                case Table.Rel:
                    Add(17UL, Base + relocations, 18UL, size);
                    break;
                default:
                    Add(23UL, Base + relocations, 2UL, size, 20UL, rela ? 7UL : 17UL);
                    break;
            }
            Add(0UL, 0UL);
        });
        var end = (ulong)file.Count;
        // Section 1 takes no room in the file, section 2 holds the strings.
        var sections = Place(() => Add(
            new byte[64],
            0u, 8u, 0UL, 0UL, 0UL, 1UL << 40, new byte[24],
            0u, 3u, 0UL, 0UL, stringTable, (ulong)strings.Count, new byte[24]));

        var header = CollectionsMarshal.AsSpan(file);
        "\u007fELF\u0002\u0001\u0001"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header[16..], 3);
        BinaryPrimitives.WriteUInt16LittleEndian(header[18..], Machine);
        BinaryPrimitives.WriteUInt64LittleEndian(header[32..], 64);
        BinaryPrimitives.WriteUInt64LittleEndian(header[40..], sections);
        BinaryPrimitives.WriteUInt16LittleEndian(header[54..], 56);
        BinaryPrimitives.WriteUInt16LittleEndian(header[56..], 2);
        BinaryPrimitives.WriteUInt16LittleEndian(header[58..], 64);
        BinaryPrimitives.WriteUInt16LittleEndian(header[60..], 3);
        Segment(header[64..], 1, 0, end);
        Segment(header[120..], 2, dynamic, end - dynamic);
        return [.. file];

        void Add(params object[] values)
        {
            foreach (var value in values)
                file.AddRange(value switch
                {
                    byte[] bytes => bytes,
                    ushort number => BitConverter.GetBytes(number),
                    uint number => BitConverter.GetBytes(number),
                    ulong number => BitConverter.GetBytes(number),
                    _ => throw new ArgumentException(value.GetType().Name),
                });
        }
    }

    private static void Segment(Span<byte> at, uint type, ulong offset, ulong size)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(at, type);
        BinaryPrimitives.WriteUInt64LittleEndian(at[8..], offset);
        BinaryPrimitives.WriteUInt64LittleEndian(at[16..], Base + offset);
        BinaryPrimitives.WriteUInt64LittleEndian(at[32..], size);
    }
}
