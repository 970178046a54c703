using FsCheck;
using FsCheck.Fluent;
using TextCollapse.Corpora;

namespace TextCollapse.Tests.Metrics;

/// <summary>Arbitrary documents over few symbols, so that they repeat themselves and each other.</summary>
internal static class SmallTexts
{
    public static Arbitrary<ushort[]> Text => One().ToArbitrary();

    public static Arbitrary<ushort[][]> Collection => (from text in One().ArrayOf() select text).ToArbitrary();

    public static Document[] Documents(ushort[][] texts) => [.. texts.Select(text => Texts.OfSymbols(text))];

    private static Gen<ushort[]> One() =>
        from symbols in Gen.Choose(0, 3)
        from text in Gen.Choose(0, symbols).Select(symbol => (ushort)symbol).ArrayOf()
        from copies in Gen.Choose(1, 3)
        from tail in Gen.Choose(0, 3).Select(symbol => (ushort)symbol).ArrayOf()
        select Enumerable.Repeat(text, copies).SelectMany(part => part).Concat(tail).ToArray();
}
