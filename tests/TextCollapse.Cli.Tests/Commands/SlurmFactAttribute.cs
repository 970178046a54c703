namespace TextCollapse.Cli.Tests.Commands;

/// <summary>A test that needs a separate Slurm; <c>.ci/slurm</c> starts one and gives its folder in <c>TEXTCOLLAPSE_SLURM</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SlurmFactAttribute : FactAttribute
{
    public SlurmFactAttribute() => Skip = Folder is null ? "no Slurm is running for this test; .ci/slurm starts one" : null;

    public static string? Folder => Environment.GetEnvironmentVariable("TEXTCOLLAPSE_SLURM");
}
