using TextCollapse.Corpora;
using TextCollapse.Corpora.Glyphs;
using TextCollapse.Corpora.Mazes;

namespace TextCollapse.Metrics.Scenarios;

/// <summary>Columns that a chain has where its real text is of one kind: pictures, trajectories.</summary>
public interface IScenarioColumns
{
    /// <summary>The columns of a generated text, the same for every text.</summary>
    IReadOnlyList<KeyValuePair<string, Measurement>> Of(IReadOnlyList<string> documents);

    /// <summary>The columns for a source, or null where it needs none.</summary>
    public static IScenarioColumns? For(ITextSource source) => source switch
    {
        GlyphText => new GlyphColumns(),
        MazeText => new MazeColumns(),
        _ => null,
    };
}
