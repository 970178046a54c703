using System.Collections.Concurrent;

namespace TextCollapse.Corpora;

/// <summary>
/// <c>dotnet-docs</c>: English prose that people wrote, found wherever the .NET SDK is: the XML documentation beside the reference
/// assemblies. The sentences of each type's and its members' descriptions that <see cref="ProseFilter"/> keeps make paragraphs; each file
/// is cut by itself. The same bytes for the same version of the SDK.
/// </summary>
internal sealed class DotnetDocs : IFoundText
{
    private readonly string? _folder;
    private IReadOnlyList<string>? _texts;

    /// <summary>The documentation of the newest SDK found.</summary>
    public DotnetDocs() { }

    /// <summary>The documentation files in <paramref name="folder"/>.</summary>
    public DotnetDocs(string folder) => _folder = folder;

    /// <summary>The source as a study names it.</summary>
    internal static TextSourceKind Kind { get; } = new("dotnet-docs", "dotnet-docs",
        "English prose from the documentation of the .NET SDK on this machine.",
        (_, rest) => rest is null ? new DotnetDocs() : null)
    {
        ForClassroom = [new("dotnet-docs", "documentation of .NET (people wrote it)")],
    };

    /// <inheritdoc/>
    public string Name => "dotnet-docs";

    /// <inheritdoc/>
    public IReadOnlyList<string> Read(long characters, int documentLength, CancellationToken cancellation = default)
        => [.. (_texts ??= Texts(cancellation)).SelectMany(text => DocumentCutter.Cut(text, documentLength))];

    /// <summary>The prose of each file, in the order of their names.</summary>
    internal IReadOnlyList<string> Texts(CancellationToken cancellation = default)
    {
        var folder = _folder ?? DotnetPack.Newest();
        var files = Directory.GetFiles(folder, "*.xml").Order(StringComparer.Ordinal).ToArray();
        var sentences = new List<Sentence>[files.Length];
        // The largest files first, so that no core ends up alone with one.
        var order = files.Select((path, index) => (path, index, new FileInfo(path).Length)).OrderByDescending(file => file.Length)
            .ToArray();
        try
        {
            Parallel.ForEach(Partitioner.Create(order, EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { CancellationToken = cancellation },
                file => sentences[file.index] = DocumentationReader.Sentences(file.path));
        }
        catch (AggregateException e) when (e.InnerExceptions.All(inner => inner is InputException))
        {
            throw new InputException([.. e.InnerExceptions.Cast<InputException>().SelectMany(inner => inner.Problems)
                .OrderBy(problem => problem.Place, StringComparer.Ordinal)]);
        }
        var filter = new ProseFilter();
        return [.. sentences.Select(filter.Keep).Where(text => text.Length > 0)];
    }
}
