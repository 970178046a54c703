namespace TextCollapse.Models.Training;

/// <summary>What a generation's model starts from.</summary>
public enum TrainingStart
{
    /// <summary>New weights.</summary>
    Scratch,

    /// <summary>The weights of the previous generation.</summary>
    Previous,

    /// <summary>The weights of generation 0.</summary>
    Base,
}
