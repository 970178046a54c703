using System.Collections;

namespace TextCollapse.Options;

/// <summary>The components of one kind: an explicit list that configuration, help texts and generated pages use.</summary>
/// <typeparam name="T">The common type of the components.</typeparam>
/// <param name="noun">The name of this kind of component: <c>mixing strategy</c>.</param>
/// <param name="types">The record types, each with a <see cref="ComponentAttribute"/>.</param>
public sealed class ComponentList<T>(string noun, params IEnumerable<Type> types) : IReadOnlyList<ComponentDescription>
    where T : class
{
    private readonly ComponentDescription[] _all = [.. types.Select(type => new ComponentDescription(type))];

    /// <inheritdoc/>
    public int Count => _all.Length;

    /// <inheritdoc/>
    public ComponentDescription this[int index] => _all[index];

    /// <summary>Their names, in order.</summary>
    public IReadOnlyList<string> Names => [.. _all.Select(component => component.Name)];

    /// <summary>The component with this name, or null.</summary>
    public ComponentDescription? Find(string name) => _all.FirstOrDefault(component => component.Name == name);

    /// <summary>The description of a component of the list.</summary>
    public ComponentDescription Of(T component) => _all.First(description => description.Type == component.GetType());

    /// <summary>Creates a component with default options.</summary>
    /// <exception cref="InputException">No component has this name.</exception>
    public T Create(string name) => (T)(Find(name) ?? throw new InputException(name, Unknown(name))).Options.Create();

    /// <summary>The names of the components of a type: <c>gru or transformer</c>.</summary>
    public string NamesOf(Type type, string conjunction) =>
        string.Join($" {conjunction} ", _all.Where(component => type.IsAssignableFrom(component.Type)));

    /// <inheritdoc/>
    public IEnumerator<ComponentDescription> GetEnumerator() => _all.AsEnumerable().GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Creates a component from a node. On errors, adds every problem to <paramref name="problems"/> and returns null.</summary>
    public T? Bind(ComponentNode node, List<Problem> problems)
    {
        if (Find(node.Name) is not { } description)
        {
            problems.Add(new(node.Place, Unknown(node.Name)));
            return null;
        }
        var (before, component) = (problems.Count, description.Options.Create());
        for (var i = 0; i < node.Options.Count; i++)
            Set(description, component, node, i, problems);
        foreach (var option in description.Options.All.Where(option => option.IsRequired && !IsGiven(node, description, option)))
            problems.Add(new(node.Place, $"{node.Name} needs {option.Name}: {option.Help}."));
        return problems.Count == before ? (T)component : null;
    }

    /// <summary>The first option may be given without its key.</summary>
    private static void Set(ComponentDescription description, object component, ComponentNode node, int index, List<Problem> problems)
    {
        var ((key, text), options) = (node.Options[index], description.Options.All);
        var option = index == 0 && key.Length == 0 ? options.FirstOrDefault() : description.Options.Find(key);
        if (option is null)
            problems.Add(new(node.Place, $"{node.Name} has no option '{(key.Length == 0 ? text : key)}'; it has "
                + $"{(options.Count == 0 ? "none" : string.Join(", ", options.Select(known => known.Name)))}."));
        else if (option.TryParse(text, out var value, out var wrong))
            option.Set(component, value);
        else
            problems.Add(new(node.Place, $"{node.Name} {option.Name}: {wrong}"));
    }

    private static bool IsGiven(ComponentNode node, ComponentDescription description, OptionDescription option) =>
        node.Options.Any(given => given.Key == option.Name || (given.Key.Length == 0 && description.Options.All[0] == option));

    private string Unknown(string name) => Nearest.To(name, Names) is { } nearest
        ? $"'{name}' is no {noun}; did you mean '{nearest}'?"
        : $"'{name}' is no {noun}; there are {string.Join(", ", Names)}.";
}
