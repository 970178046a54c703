using TextCollapse.Options;

namespace TextCollapse.Models.Ngram;

/// <summary>The options of an n-gram model.</summary>
[Component("ngram", "counts n-grams; trains almost instantly", ForClassroom = true)]
public sealed record NgramOptions : ModelOptions
{
    /// <summary>The maximum order.</summary>
    public const int LargestOrder = 12;

    /// <summary>
    /// The length of the n-grams, 1 to <see cref="LargestOrder"/>: a character is predicted from the Order − 1 before it.
    /// </summary>
    [Option("n-gram length; 1 is the unigram model", Min = 1, Max = LargestOrder)]
    public int Order { get; init; } = 5;

    /// <summary>The smoothing method for unseen n-grams.</summary>
    [Option("how unseen n-grams are treated")]
    public NgramSmoothing Smoothing { get; init; } = NgramSmoothing.WittenBell;

    /// <summary>α of <see cref="NgramSmoothing.AddAlpha"/>, above 0; ignored by the other methods.</summary>
    [Option("the count added to every character",
        Min = 0, MinExcluded = true, Max = 1e6, When = nameof(Smoothing), Is = NgramSmoothing.AddAlpha)]
    public double Alpha { get; init; } = 0.01;

    /// <summary>The name of <see cref="Smoothing"/> in files.</summary>
    public string SmoothingName => KebabCase.Of(Smoothing);

    /// <inheritdoc/>
    public override string Summary => FormattableString.Invariant($"n-gram of order {Order}");

    /// <summary>The smoothing with this name in files.</summary>
    public static bool TryParseSmoothing(string name, out NgramSmoothing smoothing)
    {
        smoothing = KebabCase.Parse(typeof(NgramSmoothing), name) is NgramSmoothing known ? known : default;
        return KebabCase.Of(smoothing) == name;
    }

    /// <inheritdoc/>
    public override double EstimateWeights(int alphabet) => 0;
}
