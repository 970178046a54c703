namespace TextCollapse.Cli.Tests.Commands;

[Collection(EnvironmentVariables.Name)]
public class BuildServerTests
{
    [Theory]
    [InlineData("GITHUB_ACTIONS")]
    [InlineData("TF_BUILD")]
    [InlineData("GITLAB_CI")]
    [InlineData("TEAMCITY_VERSION")]
    public void Redirected_tables_hold_no_control_codes_on_a_build_server(string variable)
    {
        var before = Environment.GetEnvironmentVariable(variable);
        try
        {
            Environment.SetEnvironmentVariable(variable, "true");
            Assert.DoesNotContain('\u001B', Command.Run("measure", "--list").Out);
            Assert.DoesNotContain('\u001B', Command.Run("study", "list").Out);
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, before);
        }
    }
}
