namespace TextCollapse.Metrics.Counting;

/// <summary>A class of a joint spectrum: the number of types with these two counts.</summary>
/// <param name="Reference">Occurrences of each type in the reference.</param>
/// <param name="Text">Occurrences of each type in the text.</param>
/// <param name="Types">Number of types.</param>
public sealed record JointClass(long Reference, long Text, long Types);

/// <summary>
/// The number of types for each pair of counts in a reference and in a text; coverage and divergence are functions of it. Quantities that
/// are additive over types (JS, TV, PRD, mass) may treat a class as one type, with <see cref="ReferenceCounts"/> and
/// <see cref="TextCounts"/>.
/// </summary>
public sealed class JointSpectrum
{
    internal JointSpectrum(List<JointClass> classes)
    {
        classes.Sort((one, other) => one.Reference == other.Reference ? one.Text.CompareTo(other.Text)
            : one.Reference.CompareTo(other.Reference));
        Classes = classes;
        ReferenceCounts = [.. Classes.Select(one => one.Reference * one.Types)];
        TextCounts = [.. Classes.Select(one => one.Text * one.Types)];
    }

    /// <summary>The non-empty classes in order.</summary>
    public IReadOnlyList<JointClass> Classes { get; }

    /// <summary>Occurrences in the reference of the types of each class together.</summary>
    public long[] ReferenceCounts { get; }

    /// <summary>Occurrences in the text of the types of each class together.</summary>
    public long[] TextCounts { get; }

    /// <summary>
    /// The share of the reference's types with <paramref name="fewest"/> to <paramref name="most"/> occurrences that occur in the text.
    /// </summary>
    public Measurement SupportRecall(long fewest = 1, long most = long.MaxValue)
    {
        var band = Classes.Where(one => one.Reference >= fewest && one.Reference <= most).ToList();
        return Measurement.Ratio(band.Where(one => one.Text > 0).Sum(one => one.Types), band.Sum(one => one.Types),
            fewest == 1 && most == long.MaxValue ? "the reference has no n-gram of this order"
                : "no n-gram of the reference has such a frequency");
    }

    /// <summary>The share of the text's types that occur in the reference.</summary>
    public Measurement SupportPrecision
        => Measurement.Ratio(
            Classes.Where(one => one.Text > 0 && one.Reference > 0).Sum(one => one.Types), Classes.Where(one => one.Text > 0)
                .Sum(one => one.Types),
            "the text has no n-gram of this order");

    /// <summary>Of the text's n-grams, each as often as it occurs, the share that the reference does not have.</summary>
    public Measurement MassOutsideReference
        => Measurement.Ratio(Classes.Where(one => one.Reference == 0).Sum(one => one.Text * one.Types), TextCounts.Sum(),
            "the text has no n-gram of this order");
}
