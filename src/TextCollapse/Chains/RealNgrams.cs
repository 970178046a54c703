using System.Runtime.CompilerServices;
using TextCollapse.Corpora;
using TextCollapse.Metrics.Counting;

namespace TextCollapse.Chains;

/// <summary>The real text that every generation's text is counted beside: sorted once for all chains that share it.</summary>
internal sealed class RealNgrams
{
    private static readonly ConditionalWeakTable<RealText, RealNgrams> Known = [];

    private RealNgrams(RealText real) => (Training, HeldOut) = (new(real.Training), new(real.HeldOut));

    /// <summary>What generation 0 reads.</summary>
    public SortedText Training { get; }

    /// <summary>What no generation reads.</summary>
    public SortedText HeldOut { get; }

    /// <summary>Those of a real text, kept as long as it is.</summary>
    public static RealNgrams Of(RealText real) => Keeps(real) ? Known.GetValue(real, one => new(one)) : new(real);

    /// <summary>Whether texts of this size are kept sorted: beyond 32 million characters, sorting them again is the lesser evil.</summary>
    public static bool Keeps(RealText real) => real.Training.Characters + real.HeldOut.Characters <= 1 << 25;
}
