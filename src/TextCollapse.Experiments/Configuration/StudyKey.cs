using TextCollapse.Options;

namespace TextCollapse.Experiments.Configuration;

/// <summary>
/// One key of a study as help and documentation list it. A name can stand for options of several components: a GRU and a transformer have
/// layers.
/// </summary>
/// <param name="Name">As in a study file or <c>--set</c>: <c>mixing.real_share</c>.</param>
/// <param name="Help">What it does, in a line.</param>
/// <param name="Default">The canonical default.</param>
/// <param name="Expected">What a value has to be.</param>
/// <param name="For">What has to be chosen for it to have a meaning (<c>model.kind gru or transformer</c>); empty for nothing.</param>
public sealed record StudyKey(string Name, string Help, string Default, string Expected, string For)
{
    internal OptionDescription? Option { get; init; }

    /// <summary>The names that a key takes which chooses a component.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Whether its values explain themselves without its name.</summary>
    internal bool IsWord => Option?.IsWord ?? true;

    /// <summary>The canonical text of a value, or null with a sentence of what would be right.</summary>
    internal string? Canonical(string text, out string wrong)
    {
        if (Option is not null)
            return Option.TryParse(text, out var value, out wrong) ? Option.Format(value) : null;
        var name = text.Trim();
        var nearest = Nearest.To(name, Choices) is { } near ? $"; did you mean '{near}'?" : ".";
        wrong = $"'{name}' is not {Expected}{nearest}";
        return Choices.Contains(name) ? name : null;
    }
}
