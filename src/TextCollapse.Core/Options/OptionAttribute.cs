namespace TextCollapse.Options;

/// <summary>
/// Makes a property an option of the study file and of <c>--set</c>. Its key is the property's name in snake_case, its default the
/// property's initial value.
/// </summary>
/// <param name="help">What it does, in one line.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OptionAttribute(string help) : Attribute
{
    /// <summary>What it does, in one line.</summary>
    public string Help => help;

    /// <summary>The minimum allowed value.</summary>
    public double Min { get; set; } = double.NegativeInfinity;

    /// <summary>The maximum allowed value.</summary>
    public double Max { get; set; } = double.PositiveInfinity;

    /// <summary>Whether <see cref="Min"/> itself is excluded.</summary>
    public bool MinExcluded { get; set; }

    /// <summary>Whether <see cref="Max"/> itself is excluded.</summary>
    public bool MaxExcluded { get; set; }

    /// <summary>The allowed values of a string option; empty for any.</summary>
    public string[] Choices { get; set; } = [];

    /// <summary>The text that stands for null.</summary>
    public string Unset { get; set; } = "auto";

    /// <summary>Whether it has no default and must be given.</summary>
    public bool Required { get; set; }

    /// <summary>The property of the same record whose value decides whether this option applies; null if it always does.</summary>
    public string? When { get; set; }

    /// <summary>The value of <see cref="When"/> for which it applies.</summary>
    public object? Is { get; set; }

    /// <summary>The record type of the model kinds to which it applies; null for all.</summary>
    public Type? Models { get; set; }
}
