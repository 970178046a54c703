using System.Collections.Concurrent;
using System.Reflection;

namespace TextCollapse.Options;

/// <summary>The options of a record type in declaration order, those of base types first.</summary>
public sealed class OptionSet
{
    private static readonly ConcurrentDictionary<Type, OptionSet> Sets = new();

    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private readonly ConstructorInfo _constructor;

    private OptionSet(Type type)
    {
        // A record whose parameters all have defaults has no parameterless constructor.
        _constructor = type.GetConstructors(BindingFlags.Public | BindingFlags.Instance)
            .First(constructor => constructor.GetParameters().All(parameter => parameter.HasDefaultValue));
        var defaults = Create();
        All =
        [
            .. Lineage(type).SelectMany(ancestor => ancestor.GetProperties(Declared))
                .Select(property => (Property: property, Attribute: property.GetCustomAttribute<OptionAttribute>()))
                .Where(pair => pair.Attribute is not null)
                .Select(pair => new OptionDescription(pair.Property, pair.Attribute!, defaults)),
        ];
    }

    /// <summary>The options.</summary>
    public IReadOnlyList<OptionDescription> All { get; }

    /// <summary>The options of a type, cached per type.</summary>
    public static OptionSet Of(Type type) => Sets.GetOrAdd(type, type => new(type));

    /// <summary>The option with this key, or null.</summary>
    public OptionDescription? Find(string name) => All.FirstOrDefault(option => option.Name == name);

    /// <summary>Creates a record with all defaults.</summary>
    public object Create() => _constructor.Invoke([.. _constructor.GetParameters().Select(parameter => parameter.DefaultValue)]);

    /// <summary>
    /// The options of a record that are out of range; the place of each problem is <paramref name="section"/> and its key.
    /// </summary>
    public static IEnumerable<Problem> Check(object record, string section)
    {
        foreach (var option in Of(record.GetType()).All.Where(option => option.Applies(record)))
            if (!option.TryParse(option.Text(record), out _, out var wrong))
                yield return new($"{section}.{option.Name}", wrong);
    }

    private static IEnumerable<Type> Lineage(Type type) => type.BaseType is { } parent ? [.. Lineage(parent), type] : [];
}
