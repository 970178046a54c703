namespace TextCollapse.Cli.Tests.Commands;

/// <summary>Tests that change the environment of this process run beside no others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class EnvironmentVariables
{
    public const string Name = "environment variables";
}
