namespace TextCollapse.Corpora;

/// <summary>Describes a kind of text source.</summary>
/// <param name="Prefix">The part of its name before the colon, or the whole name: <c>zipf</c>.</param>
/// <param name="Form">Its name with placeholders: <c>zipf:TYPES,EXPONENT</c>.</param>
/// <param name="Help">What it is, in a sentence.</param>
/// <param name="Open">
/// Creates a source from its name and the part after the colon (null if there is no colon); returns null if the name does not have this
/// form.
/// </param>
public sealed record TextSourceKind(string Prefix, string Form, string Help, Func<string, string?, ITextSource?> Open)
{
    /// <summary>The names of its sources, where they can be listed.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Its texts on the classroom page.</summary>
    public IReadOnlyList<ClassroomText> ForClassroom { get; init; } = [];
}

/// <summary>A text that the classroom page offers.</summary>
/// <param name="Name">Its name in a study.</param>
/// <param name="Title">Its name on the page.</param>
public sealed record ClassroomText(string Name, string Title);
