namespace TextCollapse.Options;

/// <summary>Describes a component that a study names: a mixing strategy, a mitigation, a loss, a model kind.</summary>
/// <param name="name">Its name: <c>fixed-real</c>.</param>
/// <param name="help">What it does, in a line.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ComponentAttribute(string name, string help) : Attribute
{
    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>What it does, in a line.</summary>
    public string Help => help;

    /// <summary>The paper that it comes from; empty for none.</summary>
    public string Paper { get; set; } = "";

    /// <summary>The record of the model kinds that it is for; null for all.</summary>
    public Type? Models { get; set; }

    /// <summary>Whether the classroom page offers it: it trains within seconds, and needs no options but those that the page has.</summary>
    public bool ForClassroom { get; set; }

    /// <summary>Whether it may stand more than once in a list.</summary>
    public bool Repeatable { get; set; }
}
