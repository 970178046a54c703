using TextCollapse.Models.Training;

namespace TextCollapse.Models;

/// <summary>
/// A model kind with its sizes: a record in the folder of the kind that describes itself, and a line of <see cref="ModelKinds.All"/>.
/// </summary>
public abstract record ModelOptions
{
    /// <summary>Kind and size in a few words: <c>GRU of 128</c>.</summary>
    public abstract string Summary { get; }

    /// <summary>
    /// About how many weights it has for an alphabet of this size, for an estimate of the time that training takes; 0 where that is no
    /// time.
    /// </summary>
    public abstract double EstimateWeights(int alphabet);

    /// <summary>Everything that is wrong with the sizes, beside the training that they are used with.</summary>
    public virtual IEnumerable<Problem> Check(TrainingOptions training) => [];
}
