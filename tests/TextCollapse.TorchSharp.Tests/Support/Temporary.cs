namespace TextCollapse.Torch.Tests.Support;

/// <summary>A folder that goes away with the test.</summary>
internal sealed class Temporary : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("torch-tests-").FullName;

    internal string this[string name] => Path.Combine(_folder, name);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
