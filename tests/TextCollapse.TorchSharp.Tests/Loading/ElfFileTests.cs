namespace TextCollapse.Torch.Tests.Loading;

public class ElfFileTests
{
    private static ElfFile Read(byte[] bytes) => new(new MemoryStream(bytes));

    private static string Refusal(byte[] bytes) => Assert.Throws<InvalidDataException>(() => Read(bytes)).Message;

    [Fact]
    public void What_a_library_needs_and_requires_is_read()
    {
        var file = Read(new ElfSample { Needed = ["liba.so", "libcxx.so.1"], Machine = 183 }.Bytes());
        Assert.Equal(183, file.Machine);
        Assert.Equal(["liba.so", "libcxx.so.1"], file.Needed);
        Assert.Equal([("libcxx.so.1", "CXX_1", 2, 0), ("libcxx.so.1", "CXX_2", 3, 0)],
            file.VersionRequirements().Select(found => (found.Library, found.Version, (int)found.Index, (int)found.Flags)));
    }

    [Theory]
    [InlineData(nameof(ElfSample.Table.Rela))]
    [InlineData(nameof(ElfSample.Table.Rel))]
    [InlineData(nameof(ElfSample.Table.JumpsRela))]
    [InlineData(nameof(ElfSample.Table.JumpsRel))]
    public void Symbols_that_relocations_refer_to_are_found_in_every_table(string table)
    {
        var format = Enum.Parse<ElfSample.Table>(table);
        var file = Read(new ElfSample { Format = format, Relocated = [0, 1, 1] }.Bytes());
        var requirements = file.VersionRequirements();
        Assert.Equal(["used"], file.RelocatedSymbols(requirements[0]));
        Assert.Empty(file.RelocatedSymbols(requirements[1]));
        Assert.Equal(["unused"], Read(new ElfSample { Format = format, Relocated = [2, 0] }.Bytes()).RelocatedSymbols(requirements[1]));
    }

    [Fact]
    public void Another_kind_of_file_is_refused_with_the_reason()
    {
        Assert.Equal("is not an ELF file", Refusal([]));
        Assert.Equal("is not an ELF file", Refusal("version https://git-lfs.github.com/spec/v1"u8.ToArray()));
        Assert.Equal("is not a 64-bit library", Refusal(Changed(4, 1)));
        Assert.Equal("is not little-endian", Refusal(Changed(5, 2)));
        Assert.Equal("is not a shared library", Refusal(Changed(16, 2)));
        Assert.Equal("has tables of an unknown format", Refusal(Changed(54, 32)));
        var without = Read(new ElfSample { Versions = false }.Bytes());
        Assert.Equal("has no version section", Assert.Throws<InvalidDataException>(without.VersionRequirements).Message);

        static byte[] Changed(int at, byte value)
        {
            var bytes = new ElfSample().Bytes();
            bytes[at] = value;
            return bytes;
        }
    }

    [Fact]
    public void A_truncated_file_is_refused_wherever_it_ends()
    {
        var whole = new ElfSample().Bytes();
        for (var length = 4; length < whole.Length; length++)
            Assert.StartsWith("is truncated or damaged: it has", Refusal(whole[..length]));
    }

    [Fact]
    public void A_damaged_byte_is_either_harmless_or_refused()
    {
        var whole = new ElfSample().Bytes();
        var refused = 0;
        for (var at = 0; at < whole.Length; at++)
            foreach (byte value in new byte[] { 0, 1, 0x7f, 0xff })
            {
                var damaged = (byte[])whole.Clone();
                damaged[at] = value;
                try
                {
                    _ = Read(damaged).Needed;
                    VersionRequirement.MakeOptional(damaged, "CXX_2");
                }
                catch (InvalidDataException)
                {
                    refused++;
                }
            }
        Assert.InRange(refused, whole.Length / 4, 4 * whole.Length);
    }
}
