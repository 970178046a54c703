namespace TextCollapse.Options;

/// <summary>Describes a component of a study: a mixing strategy, a mitigation, a loss, a model kind.</summary>
/// <param name="name">Its name: <c>fixed-real</c>.</param>
/// <param name="help">What it does, in one line.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ComponentAttribute(string name, string help) : Attribute
{
    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>What it does, in one line.</summary>
    public string Help => help;

    /// <summary>The paper that introduced it; empty for none.</summary>
    public string Paper { get; set; } = "";

    /// <summary>The record type of the model kinds that it supports; null for all.</summary>
    public Type? Models { get; set; }

    /// <summary>
    /// Whether the classroom page offers it. Such a component trains within seconds and needs no options beyond those on the page.
    /// </summary>
    public bool ForClassroom { get; set; }

    /// <summary>Whether it may occur more than once in a list.</summary>
    public bool Repeatable { get; set; }
}
