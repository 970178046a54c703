namespace TextCollapse.Torch.Tests.Loading;

public class VersionRequirementTests
{
    [Fact]
    public void Only_the_flag_of_the_one_version_changes()
    {
        var original = new ElfSample().Bytes();
        var before = (byte[])original.Clone();
        var copy = VersionRequirement.MakeOptional(original, "CXX_2");
        Assert.Equal(before, original);
        Assert.Single(Enumerable.Range(0, copy.Length), at => copy[at] != original[at]);
        Assert.Equal([("CXX_1", 0), ("CXX_2", VersionRequirement.Weak)],
            new ElfFile(new MemoryStream(copy)).VersionRequirements().Select(requirement => (requirement.Version, (int)requirement.Flags)));
    }

    [Fact]
    public void A_version_that_is_used_or_not_required_stays_as_it_is()
    {
        Assert.Equal("uses used of CXX_1", Refusal(new ElfSample(), "CXX_1"));
        Assert.Equal("uses unused of CXX_2", Refusal(new ElfSample { Relocated = [1, 2] }, "CXX_2"));
        Assert.Equal("does not require CXX_3", Refusal(new ElfSample(), "CXX_3"));
        Assert.Equal("has no version section", Refusal(new ElfSample { Versions = false }, "CXX_2"));

        static string Refusal(ElfSample library, string version) =>
            Assert.Throws<InvalidDataException>(() => VersionRequirement.MakeOptional(library.Bytes(), version)).Message;
    }

    [PackageFact]
    public void TorchSharps_library_requires_a_version_that_it_does_not_use()
    {
        var original = File.ReadAllBytes(PackageFactAttribute.PathOf("libLibTorchSharp.so"));
        var copy = VersionRequirement.MakeOptional(original, "GLIBCXX_3.4.32");
        Assert.Single(Enumerable.Range(0, copy.Length), at => copy[at] != original[at]);
        // The version before it is used, so that an even older C++ library cannot do.
        var refusal = Assert.Throws<InvalidDataException>(() => VersionRequirement.MakeOptional(original, "GLIBCXX_3.4.30"));
        Assert.Contains("condition_variable", refusal.Message);
    }

    /// <summary>What the version stands for: with an older C++ library others set up std::cout, by std::ios_base::Init.</summary>
    [PackageFact]
    public void Libc10_sets_up_the_streams_of_an_older_cpp_library()
    {
        using var file = File.OpenRead(PackageFactAttribute.PathOf("libc10.so"));
        var elf = new ElfFile(file);
        Assert.Contains("_ZNSt8ios_base4InitC1Ev", elf.VersionRequirements().SelectMany(elf.RelocatedSymbols));
    }
}
