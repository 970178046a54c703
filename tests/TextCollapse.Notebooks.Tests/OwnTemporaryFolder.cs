namespace TextCollapse.Notebooks.Tests;

/// <summary>
/// A folder for temporary files that nobody else on the machine has: what lessons leave behind is removed with it, and nothing of another program or
/// another run of the tests. Lessons run one at a time in this process.
/// </summary>
internal sealed class OwnTemporaryFolder : IDisposable
{
    private static readonly string[] Variables = OperatingSystem.IsWindows() ? ["TMP", "TEMP"] : ["TMPDIR"];

    private readonly string?[] _before = [.. Variables.Select(Environment.GetEnvironmentVariable)];
    private readonly string _path = Directory.CreateTempSubdirectory("lesson-test-").FullName;

    public OwnTemporaryFolder() => Set(_ => _path);

    public void Dispose()
    {
        Set(i => _before[i]);
        Directory.Delete(_path, recursive: true);
    }

    private static void Set(Func<int, string?> value)
    {
        for (var i = 0; i < Variables.Length; i++)
            Environment.SetEnvironmentVariable(Variables[i], value(i));
    }
}
