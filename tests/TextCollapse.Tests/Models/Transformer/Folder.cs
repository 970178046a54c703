namespace TextCollapse.Tests.Models.Transformer;

/// <summary>A temporary folder that a test leaves no trace of.</summary>
internal sealed class Folder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("textcollapse").FullName;

    internal string File(string name) => Path.Combine(_path, name);

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
