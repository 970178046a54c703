namespace TextCollapse.Models.Ngram;

/// <summary>What kind of n-gram model to count.</summary>
public sealed record NgramSettings
{
    /// <summary>The longest order.</summary>
    public const int LargestOrder = 12;

    private static readonly string[] Names = ["maximum-likelihood", "add-alpha", "witten-bell", "kneser-ney"];

    /// <summary>The length of the n-grams, 1 to <see cref="LargestOrder"/>: a character is predicted from the Order − 1 before it.</summary>
    public int Order { get; init; } = 5;

    /// <summary>What happens to the unseen.</summary>
    public NgramSmoothing Smoothing { get; init; } = NgramSmoothing.WittenBell;

    /// <summary>α of <see cref="NgramSmoothing.AddAlpha"/>, above 0; the others do not read it.</summary>
    public double Alpha { get; init; } = 0.01;

    /// <summary>The names of the smoothings in files, in the order of <see cref="NgramSmoothing"/>.</summary>
    public static IReadOnlyList<string> SmoothingNames => Names;

    /// <summary>The name of <see cref="Smoothing"/> in files.</summary>
    public string SmoothingName => Names[(int)Smoothing];

    /// <summary>The smoothing with this name in files.</summary>
    public static bool TryParseSmoothing(string name, out NgramSmoothing smoothing)
    {
        var index = Array.IndexOf(Names, name);
        smoothing = (NgramSmoothing)Math.Max(0, index);
        return index >= 0;
    }

    /// <summary>Everything that is wrong with these settings.</summary>
    public IEnumerable<Problem> Problems()
    {
        if (Order is < 1 or > LargestOrder)
            yield return new Problem("order", $"is {Order}; an n-gram model has an order from 1 to {LargestOrder}.");
        if (!Enum.IsDefined(Smoothing))
            yield return new Problem("smoothing", $"is {Smoothing}; expected one of {string.Join(", ", Names)}.");
        if (Smoothing == NgramSmoothing.AddAlpha && !(Alpha > 0 && double.IsFinite(Alpha)))
            yield return new Problem("alpha", FormattableString.Invariant($"is {Alpha}; expected a number above 0 (for none, the smoothing is maximum-likelihood)."));
    }
}
