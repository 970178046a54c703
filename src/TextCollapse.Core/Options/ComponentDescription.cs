using System.Reflection;

namespace TextCollapse.Options;

/// <summary>What a component says of itself; see <see cref="ComponentAttribute"/>.</summary>
public sealed class ComponentDescription
{
    private readonly ComponentAttribute _attribute;

    /// <summary>Reads the description that a component's type bears.</summary>
    public ComponentDescription(Type type)
    {
        Type = type;
        _attribute = type.GetCustomAttribute<ComponentAttribute>() ?? new("", "");
        Options = OptionSet.Of(type);
    }

    /// <summary>Its record.</summary>
    public Type Type { get; }

    /// <summary>Its name in a study; empty for the only record of a section.</summary>
    public string Name => _attribute.Name;

    /// <summary>What it does, in a line.</summary>
    public string Help => _attribute.Help;

    /// <summary>The paper that it comes from; empty for none.</summary>
    public string Paper => _attribute.Paper;

    /// <summary>The record of the model kinds that it is for; null for all.</summary>
    public Type? Models => _attribute.Models;

    /// <summary>Whether the classroom page offers it.</summary>
    public bool IsForClassroom => _attribute.ForClassroom;

    /// <summary>Whether it may stand more than once in a list.</summary>
    public bool IsRepeatable => _attribute.Repeatable;

    /// <summary>Its options.</summary>
    public OptionSet Options { get; }

    /// <summary>The component in short, with the options that differ from their defaults: <c>accept(margin=0.02, redraws=1)</c>.</summary>
    public string Text(object component)
    {
        var options = Options.All.Where(option => !option.IsDefault(component))
            .Select(option => $"{option.Name}={option.Text(component)}").ToArray();
        return options.Length == 0 ? Name : $"{Name}({string.Join(", ", options)})";
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
