namespace TextCollapse.Corpora;

/// <summary>
/// <c>file:PATH</c>: a UTF-8 text file, or a folder of text files (<c>.txt</c>, <c>.text</c>, <c>.md</c>, including subfolders, ordered by
/// path), each cut into documents separately. See <see cref="TextFile"/> for the accepted content and how large files are read.
/// </summary>
public sealed class FileText : IFoundText
{
    private static readonly string[] Extensions = [".txt", ".text", ".md"];

    private readonly string _path;

    /// <summary>The file or folder at <paramref name="path"/>, which need not exist yet.</summary>
    public FileText(string path) : this(path, $"file:{path}") { }

    /// <summary>Reads a file under a name other than its path.</summary>
    public FileText(string path, string name) => (_path, Name) = (path, name);

    /// <summary>The description of this kind of source.</summary>
    internal static TextSourceKind Kind { get; } = new("file", "file:PATH", "Your own UTF-8 text file, or a folder of text files.",
        (_, path) => path is { Length: > 0 } ? new FileText(path) : null);

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Read(long characters, int documentLength, CancellationToken cancellation = default)
    {
        var paths = Directory.Exists(_path) ? TextsIn(_path) : [_path];
        var files = new List<TextFile>();
        var problems = new List<Problem>();
        var documents = new List<string>();
        Try(paths, path => files.Add(new TextFile(path)));
        var bytes = files.Sum(file => file.Bytes);
        Try(files, file =>
            documents.AddRange(file.Read((long)Math.Ceiling(characters * ((double)file.Bytes / Math.Max(1, bytes))), cancellation)
            .SelectMany(text => DocumentCutter.Cut(text, documentLength))));
        if (documents.Count == 0)
            throw new InputException(Name,
                $"{(paths.Count == 1 ? "the file is" : $"all {paths.Count} files are")} empty; a study needs text to train on.");
        return documents;

        void Try<T>(IEnumerable<T> items, Action<T> action)
        {
            foreach (var item in items)
                try
                {
                    cancellation.ThrowIfCancellationRequested();
                    action(item);
                }
                catch (InputException e)
                {
                    problems.AddRange(e.Problems);
                }
            if (problems.Count > 0)
                throw new InputException(problems);
        }
    }

    private static List<string> TextsIn(string folder)
    {
        try
        {
            var everything = new EnumerationOptions
            {
                RecurseSubdirectories = true,
                AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
                IgnoreInaccessible = false
            };
            var texts = Directory.EnumerateFiles(folder, "*", everything)
                .Where(path => Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
                .OrderBy(path => Path.GetRelativePath(folder, path).Replace('\\', '/'), StringComparer.Ordinal).ToList();
            return texts.Count > 0 ? texts
                : throw new InputException(folder, $"no text in this folder: none of its files ends in {string.Join(", ", Extensions)}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(folder, $"the folder cannot be read: {e.Message}");
        }
    }
}
