namespace TextCollapse.Models.Training;

/// <summary>The initial weights of a generation's model.</summary>
public enum TrainingStart
{
    /// <summary>New weights.</summary>
    Scratch,

    /// <summary>The weights of the previous generation.</summary>
    Previous,

    /// <summary>The weights of generation 0.</summary>
    Base,
}
