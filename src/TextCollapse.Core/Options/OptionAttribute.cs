namespace TextCollapse.Options;

/// <summary>
/// Makes a property an option of the study file and of <c>--set</c>. Its key is the property's name in snake_case, its default the
/// property's initial value.
/// </summary>
/// <param name="help">What it does, in a line.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OptionAttribute(string help) : Attribute
{
    /// <summary>What it does, in a line.</summary>
    public string Help => help;

    /// <summary>The least number allowed.</summary>
    public double Min { get; set; } = double.NegativeInfinity;

    /// <summary>The greatest number allowed.</summary>
    public double Max { get; set; } = double.PositiveInfinity;

    /// <summary>Whether <see cref="Min"/> itself is excluded.</summary>
    public bool MinExcluded { get; set; }

    /// <summary>Whether <see cref="Max"/> itself is excluded.</summary>
    public bool MaxExcluded { get; set; }

    /// <summary>The values that a text may have; empty for any.</summary>
    public string[] Choices { get; set; } = [];

    /// <summary>How null is written.</summary>
    public string Unset { get; set; } = "auto";

    /// <summary>Whether it has no default and has to be given.</summary>
    public bool Required { get; set; }

    /// <summary>The property of the same record whose value decides whether this option applies; null where it always does.</summary>
    public string? When { get; set; }

    /// <summary>The value of <see cref="When"/> with which it applies.</summary>
    public object? Is { get; set; }

    /// <summary>The record of the model kinds with which it applies; null for all.</summary>
    public Type? Models { get; set; }
}
