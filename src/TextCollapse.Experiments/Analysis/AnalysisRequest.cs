using System.Text;

namespace TextCollapse.Experiments.Analysis;

/// <summary>What to analyse, and how.</summary>
/// <param name="Paths">Files and folders of the generations.</param>
public sealed record AnalysisRequest(IReadOnlyList<string> Paths)
{
    /// <summary>Characters of each generation that are measured at most, where nothing else is said.</summary>
    public const int CustomaryCharacters = 5_000_000;

    /// <summary>A text that people wrote, as a file, a folder, a table or a source of a study; null to take generation 0.</summary>
    public string? Real { get; init; }

    /// <summary>The names of the generations in their order; empty to find it from the numbers in them.</summary>
    public IReadOnlyList<string> Order { get; init; } = [];

    /// <summary>The columns of tables.</summary>
    public ForeignColumns Columns { get; init; } = new();

    /// <summary>What is counted.</summary>
    public AnalysisUnit Unit { get; init; }

    /// <summary>Characters of each generation that are measured at most.</summary>
    public long Characters { get; init; } = CustomaryCharacters;

    /// <summary>About how long a document is cut.</summary>
    public int DocumentLength { get; init; } = Corpora.DocumentCutter.CustomaryLength;

    /// <summary>The encoding of the files; null to find it.</summary>
    public Encoding? Encoding { get; init; }

    /// <summary>Characters of the real text to count as training text; null for as many as are measured of a generation.</summary>
    public int? Train { get; init; }

    /// <summary>Characters of the real text to hold out; null for an eighth of that.</summary>
    public int? HeldOut { get; init; }

    /// <summary>Whether generations may be copies of the real text.</summary>
    public bool AllowsCopies { get; init; }

    /// <summary>Threads; no result depends on them.</summary>
    public int Threads { get; init; } = 1;
}
