namespace TextCollapse.Torch;

/// <summary>One entry of <c>.gnu.version_r</c>: a symbol version that a library requires from another.</summary>
/// <param name="Library">The other library: <c>libstdc++.so.6</c>.</param>
/// <param name="Version">The version: <c>GLIBCXX_3.4.32</c>.</param>
/// <param name="Index">The index of this version in the table of symbol versions.</param>
/// <param name="Flags">Its flags, for example <see cref="Weak"/>.</param>
/// <param name="FlagsAt">The offset of its flags in the file, in bytes.</param>
internal sealed record VersionRequirement(string Library, string Version, ushort Index, ushort Flags, long FlagsAt)
{
    /// <summary><c>VER_FLG_WEAK</c>: the loader continues if the other library lacks the version.</summary>
    internal const ushort Weak = 2;

    /// <summary>Returns a copy of a library in which one required version is optional.</summary>
    /// <exception cref="InvalidDataException">The library cannot be read, does not require the version, or uses one of its
    /// symbols.</exception>
    internal static byte[] MakeOptional(byte[] library, string version)
    {
        var elf = new ElfFile(new MemoryStream(library, writable: false));
        var requirement = elf.VersionRequirements().FirstOrDefault(requirement => requirement.Version == version)
            ?? throw new InvalidDataException($"does not require {version}");
        if (elf.RelocatedSymbols(requirement) is [var symbol, ..])
            throw new InvalidDataException($"uses {symbol} of {version}");
        var copy = (byte[])library.Clone();
        copy[requirement.FlagsAt] = (byte)(requirement.Flags | Weak);
        return copy;
    }
}
