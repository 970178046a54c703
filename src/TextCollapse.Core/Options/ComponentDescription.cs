using System.Reflection;

namespace TextCollapse.Options;

/// <summary>The description of a component; see <see cref="ComponentAttribute"/>.</summary>
public sealed class ComponentDescription
{
    private readonly ComponentAttribute _attribute;

    /// <summary>Reads the description from the attribute of a component type.</summary>
    public ComponentDescription(Type type)
    {
        Type = type;
        _attribute = type.GetCustomAttribute<ComponentAttribute>() ?? new("", "");
        Options = OptionSet.Of(type);
    }

    /// <summary>The record type of the component.</summary>
    public Type Type { get; }

    /// <summary>Its name in a study; empty for the only record of a section.</summary>
    public string Name => _attribute.Name;

    /// <summary>What it does, in one line.</summary>
    public string Help => _attribute.Help;

    /// <summary>The paper that introduced it; empty for none.</summary>
    public string Paper => _attribute.Paper;

    /// <summary>The record type of the model kinds that it supports; null for all.</summary>
    public Type? Models => _attribute.Models;

    /// <summary>Whether the classroom page offers it.</summary>
    public bool IsForClassroom => _attribute.ForClassroom;

    /// <summary>Whether it may occur more than once in a list.</summary>
    public bool IsRepeatable => _attribute.Repeatable;

    /// <summary>Its options.</summary>
    public OptionSet Options { get; }

    /// <summary>
    /// The short form of a component, with the options that differ from their defaults: <c>accept(margin=0.02, redraws=1)</c>.
    /// </summary>
    public string Text(object component)
    {
        var options = Options.All.Where(option => !option.IsDefault(component))
            .Select(option => $"{option.Name}={option.Text(component)}").ToArray();
        return options.Length == 0 ? Name : $"{Name}({string.Join(", ", options)})";
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
