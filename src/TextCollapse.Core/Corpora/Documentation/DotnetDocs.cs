using System.Collections.Concurrent;

namespace TextCollapse.Corpora;

/// <summary>
/// <c>dotnet-docs</c>: human-written English prose that is available wherever the .NET SDK is installed: the XML documentation next to the
/// reference assemblies. The sentences that <see cref="ProseFilter"/> keeps from the descriptions of each type and its members form
/// paragraphs. Each file is cut into documents separately. The same SDK version gives the same bytes.
/// </summary>
internal sealed class DotnetDocs : IFoundText
{
    private readonly string? _folder;
    private IReadOnlyList<string>? _texts;

    /// <summary>Reads the documentation of the newest SDK found.</summary>
    public DotnetDocs() { }

    /// <summary>Reads the documentation files in <paramref name="folder"/>.</summary>
    public DotnetDocs(string folder) => _folder = folder;

    /// <summary>The description of this kind of source.</summary>
    internal static TextSourceKind Kind { get; } = new("dotnet-docs", "dotnet-docs",
        "English prose from the documentation of the .NET SDK on this machine.",
        (_, rest) => rest is null ? new DotnetDocs() : null)
    {
        ForClassroom = [new("dotnet-docs", "documentation of .NET (human-written)")],
    };

    /// <inheritdoc/>
    public string Name => "dotnet-docs";

    /// <inheritdoc/>
    public IReadOnlyList<string> Read(long characters, int documentLength, CancellationToken cancellation = default)
        => [.. (_texts ??= Texts(cancellation)).SelectMany(text => DocumentCutter.Cut(text, documentLength))];

    /// <summary>The prose of each file, ordered by file name.</summary>
    internal IReadOnlyList<string> Texts(CancellationToken cancellation = default)
    {
        var folder = _folder ?? DotnetPack.Newest();
        var files = Directory.GetFiles(folder, "*.xml").Order(StringComparer.Ordinal).ToArray();
        var sentences = new List<Sentence>[files.Length];
        // Start with the largest files, so that the work stays balanced over the cores.
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
