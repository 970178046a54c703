using TextCollapse.Models.Training;

namespace TextCollapse.Models;

/// <summary>
/// A model kind with its sizes: a self-describing record in the folder of the kind, registered in <see cref="ModelKinds.All"/>.
/// </summary>
public abstract record ModelOptions
{
    /// <summary>Kind and size in a short phrase: <c>GRU of 128</c>.</summary>
    public abstract string Summary { get; }

    /// <summary>
    /// The approximate number of weights for an alphabet of this size, for an estimate of the training time; 0 if training time is
    /// negligible.
    /// </summary>
    public abstract double EstimateWeights(int alphabet);

    /// <summary>All problems with the sizes in combination with the training options.</summary>
    public virtual IEnumerable<Problem> Check(TrainingOptions training) => [];
}
