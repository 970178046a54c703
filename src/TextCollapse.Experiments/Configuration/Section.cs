using TextCollapse.Options;

namespace TextCollapse.Experiments.Configuration;

/// <summary>
/// A section of a study file and the record that it is bound to: always the same record, or that of the component named by one of its keys.
/// </summary>
/// <param name="name">Its name; empty for the top of the file.</param>
/// <param name="get">The record in an arm's options.</param>
/// <param name="with">The options with another record.</param>
internal sealed class Section(string name, Func<ArmOptions, object> get, Func<ArmOptions, object, ArmOptions> with)
{
    private readonly Type _default = get(new()).GetType();

    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>The key that names a component, such as <c>kind</c>; empty where there is one record only.</summary>
    public string Choice { get; init; } = "";

    /// <summary>The help text of <see cref="Choice"/>.</summary>
    public string Help { get; init; } = "";

    /// <summary>The records that it can be bound to.</summary>
    public IReadOnlyList<ComponentDescription> Kinds { get; init; } = [new ComponentDescription(get(new()).GetType())];

    /// <summary>The record of the model kinds with which it applies; null for all.</summary>
    public Type? Models { get; init; }

    /// <summary>The record that it is bound to by default.</summary>
    public ComponentDescription DefaultKind => Kinds.First(kind => kind.Type == _default);

    /// <summary>The full name of one of its keys.</summary>
    public string Key(string option) => name.Length == 0 ? option : $"{name}.{option}";

    /// <summary>Its record in an arm's options.</summary>
    public object Get(ArmOptions arm) => get(arm);

    /// <summary>An arm's options with another record.</summary>
    public ArmOptions With(ArmOptions arm, object record) => with(arm, record);

    /// <summary>The description of a record.</summary>
    public ComponentDescription KindOf(object record) => Kinds.First(kind => kind.Type == record.GetType());

    /// <summary>Whether it applies to an arm's model.</summary>
    public bool Applies(ArmOptions arm) => Suits(Models, arm);

    /// <summary>Whether an arm's model is one of those that something is for.</summary>
    public static bool Suits(Type? models, ArmOptions arm) => models?.IsInstanceOfType(arm.Model) ?? true;
}
