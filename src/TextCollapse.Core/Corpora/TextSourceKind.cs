namespace TextCollapse.Corpora;

/// <summary>What a text source says of itself: how a study names it, and what it is.</summary>
/// <param name="Prefix">What stands before the colon of its name, or the whole name: <c>zipf</c>.</param>
/// <param name="Form">Its name with placeholders: <c>zipf:TYPES,EXPONENT</c>.</param>
/// <param name="Help">What it is, in a sentence.</param>
/// <param name="Open">
/// The source of a name, given with what stands behind its colon (null without one); null where the name is not of this form.
/// </param>
public sealed record TextSourceKind(string Prefix, string Form, string Help, Func<string, string?, ITextSource?> Open)
{
    /// <summary>The names that it can be chosen by, where they can be listed.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>What the classroom page offers of it.</summary>
    public IReadOnlyList<ClassroomText> ForClassroom { get; init; } = [];
}

/// <summary>A text that the classroom page offers.</summary>
/// <param name="Name">Its name in a study.</param>
/// <param name="Title">Its name on the page.</param>
public sealed record ClassroomText(string Name, string Title);
