namespace TextCollapse.Cli.Tests.Commands;

/// <summary>Tests that change the environment of this process do not run in parallel with others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class EnvironmentVariables
{
    public const string Name = "environment variables";
}
