using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;

namespace TextCollapse.Options;

/// <summary>
/// One option of a record: its key, range, default and help, and the text form of its values. Values are integers, numbers, booleans,
/// strings, members of an enumeration (each optionally nullable), and types with a <c>static T? Parse(string text, out string wrong)</c>.
/// </summary>
public sealed class OptionDescription
{
    private readonly PropertyInfo _property;
    private readonly OptionAttribute _attribute;
    private readonly Type _type;
    private readonly bool _nullable;
    private readonly MethodInfo? _parse;

    internal OptionDescription(PropertyInfo property, OptionAttribute attribute, object defaults)
    {
        (_property, _attribute) = (property, attribute);
        _type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        _nullable = _type != property.PropertyType;
        _parse = _type.GetMethod("Parse", BindingFlags.Public | BindingFlags.Static, [typeof(string), typeof(string).MakeByRefType()]);
        Name = KebabCase.Key(property.Name);
        Default = attribute.Required ? "" : Text(defaults);
    }

    /// <summary>Its key within its section: <c>real_share</c>.</summary>
    public string Name { get; }

    /// <summary>The canonical text of its default; empty if it must be given.</summary>
    public string Default { get; }

    /// <summary>What it does, in one line.</summary>
    public string Help => _attribute.Help;

    /// <summary>Whether it must be given.</summary>
    public bool IsRequired => _attribute.Required;

    /// <summary>The record type of the model kinds to which it applies; null for all.</summary>
    public Type? Models => _attribute.Models;

    /// <summary>Whether its values are words that are clear without the option's name: strings and choices.</summary>
    public bool IsWord => _type == typeof(string) || _type.IsEnum;

    /// <summary>The allowed values, if they can be listed.</summary>
    public IReadOnlyList<string> Choices => _type.IsEnum ? KebabCase.All(_type) : _attribute.Choices;

    /// <summary>The option and the value that decide whether this one applies (<c>smoothing</c>, <c>add-alpha</c>), or null.</summary>
    public (string Option, string Value)? Condition => _attribute.When is { } when ? (KebabCase.Key(when), Format(_attribute.Is)) : null;

    /// <summary>The expected values, as a phrase for messages.</summary>
    public string Expected => Kind() + (_nullable ? $", or {_attribute.Unset}" : "");

    /// <summary>Parses a text. On failure, <paramref name="wrong"/> states in a sentence what is expected.</summary>
    /// <returns>Whether the text is a valid value.</returns>
    public bool TryParse(string text, out object? value, out string wrong)
    {
        var word = text.Trim();
        (value, wrong) = (null, $"'{word}' is not {Expected}.");
        if (_nullable && word == _attribute.Unset)
            return true;
        value = Read(word, ref wrong);
        return value is not null;
    }

    /// <summary>The canonical text of its value in a record: <c>2_000</c> → <c>2000</c>, <c>.50</c> → <c>0.5</c>.</summary>
    public string Text(object record) => Format(_property.GetValue(record));

    /// <summary>Its value in a record as JSON.</summary>
    public JsonNode Json(object record) => _property.GetValue(record) switch
    {
        bool flag => flag,
        int whole => whole,
        long whole => whole,
        double number when double.IsFinite(number) => number,
        _ => Text(record),
    };

    /// <summary>Whether its value in a record is the default.</summary>
    public bool IsDefault(object record) => Text(record) == Default;

    /// <summary>Whether it applies, given the other values of its record.</summary>
    public bool Applies(object record) => _attribute.When is not { } when
        || Equals(_property.ReflectedType!.GetProperty(when)!.GetValue(record), _attribute.Is);

    /// <summary>Sets the option of a record; for the binder, which copies records first.</summary>
    public void Set(object record, object? value) => _property.SetValue(record, value);

    private object? Read(string word, ref string wrong)
    {
        if (_parse is not null && !_type.IsPrimitive)
        {
            object?[] arguments = [word, null];
            var parsed = _parse.Invoke(null, arguments);
            wrong = (string)arguments[1]!;
            return parsed;
        }
        var digits = word.Replace("_", "", StringComparison.Ordinal);
        if (IsWhole)
            return long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) && Allows(whole)
                ? Whole(whole)
                : null;
        if (_type == typeof(double))
            return double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                && Allows(number) ? number : null;
        if (_type == typeof(bool))
            return word is "true" or "false" ? word == "true" : null;
        if (Choices.Count == 0)
            return word.Length > 0 || Default.Length == 0 ? word : null;
        if (Choices.Contains(word))
            return _type.IsEnum ? KebabCase.Parse(_type, word) : word;
        if (Nearest.To(word, Choices) is { } nearest)
            wrong = $"{wrong[..^1]}; did you mean '{nearest}'?";
        return null;
    }

    private bool IsWhole => _type == typeof(int) || _type == typeof(long);

    private object? Whole(long number)
    {
        if (_type == typeof(long))
            return number;
        return number is >= int.MinValue and <= int.MaxValue ? (int)number : null;
    }

    /// <summary>The canonical text of a value, in the invariant culture.</summary>
    public string Format(object? value) => value switch
    {
        null => _nullable ? _attribute.Unset : "",
        bool flag => flag ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        Enum member => KebabCase.Of(member),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private bool Allows(double number) => (_attribute.MinExcluded ? number > _attribute.Min : number >= _attribute.Min)
        && (_attribute.MaxExcluded ? number < _attribute.Max : number <= _attribute.Max);

    private string Kind()
    {
        if (IsWhole)
            return $"a whole number{Range()}";
        if (_type == typeof(double))
            return $"a number{Range()}";
        if (_type == typeof(bool))
            return "true or false";
        return Choices.Count > 0 ? $"one of {string.Join(", ", Choices)}" : "a text";
    }

    private string Range()
    {
        var (min, max) = (_attribute.Min.ToString(CultureInfo.InvariantCulture), _attribute.Max.ToString(CultureInfo.InvariantCulture));
        var above = _attribute.MinExcluded;
        var upTo = above ? "and up to" : "to";
        if (double.IsFinite(_attribute.Min) && double.IsFinite(_attribute.Max))
            return $" {(above ? "above" : "from")} {min} {(_attribute.MaxExcluded ? "to below" : upTo)} {max}";
        return double.IsFinite(_attribute.Min) ? $" {(above ? "above" : "of at least")} {min}" : "";
    }
}
