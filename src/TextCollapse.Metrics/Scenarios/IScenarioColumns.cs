using TextCollapse.Corpora;
using TextCollapse.Corpora.Glyphs;
using TextCollapse.Corpora.Mazes;

namespace TextCollapse.Metrics.Scenarios;

/// <summary>Additional columns for chains whose real text consists of pictures or trajectories.</summary>
public interface IScenarioColumns
{
    /// <summary>The columns of a generated text, the same for every text.</summary>
    IReadOnlyList<KeyValuePair<string, Measurement>> Of(IReadOnlyList<string> documents);

    /// <summary>The columns for a source, or null if it has none.</summary>
    public static IScenarioColumns? For(ITextSource source) => source switch
    {
        GlyphText => new GlyphColumns(),
        MazeText => new MazeColumns(),
        _ => null,
    };
}
