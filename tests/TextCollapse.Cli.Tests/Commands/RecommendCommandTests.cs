using System.Text;
using TextCollapse.Cli.Recommendations;
using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;

namespace TextCollapse.Cli.Tests.Commands;

public sealed class RecommendCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("recommend").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("ngram")]
    [InlineData("gru")]
    public void The_study_is_a_valid_one_with_real_text_alone_as_control(string model)
    {
        File.WriteAllText(At("it's \"mine\".txt"), Text(20_000));
        var study = RecommendedStudy.Of(TextSource.Parse($"file:{At("it's \"mine\".txt")}"), model, default);
        var read = StudyReader.Read(study.Yaml("recommend", RecommendedStudy.PilotShares, 3), "recommend");
        Assert.Equal(3, read.Seeds.Count);
        Assert.Equal(RecommendedStudy.PilotShares.Count, read.Arms().Count);
        Assert.True(study.Train + study.HeldOut < 20_000);
    }

    [Theory]
    [InlineData(0.25, 0.5, "0 0.125 0.25 0.375 0.5 0.625 1")]
    [InlineData(0, 0.1, "0 0.0375 0.075 0.1125 0.15 1")]
    [InlineData(0.75, 1, "0 0.625 0.7188 0.8125 0.9062 1")]
    public void Shares_are_taken_about_the_threshold(double lower, double upper, string expected) => Assert.Equal(expected.Split(' ')
        .Select(share => double.Parse(share, System.Globalization.CultureInfo.InvariantCulture)), RecommendedStudy.SharesAbout(lower, upper));

    [Fact]
    public void A_text_gets_its_answer_in_three_sentences_with_an_interval()
    {
        File.WriteAllText(At("text.txt"), Text(16_000));
        var answer = Command.Run("recommend", At("text.txt"), "--minutes", "0.02", "--out", At("out"));
        Assert.Equal("", answer.Error);
        Assert.Matches(@"Keep at least [0-9.]+ % real text \[[0-9.]+ %, [0-9.]+ %\]", answer.Out);
        Assert.Contains("This assumes", answer.Out, StringComparison.Ordinal);
        Assert.Contains("It does not cover", answer.Out, StringComparison.Ordinal);
        Assert.True(File.Exists(At("out/study/report.html")));
    }

    [Fact]
    public void A_text_that_is_too_short_and_a_folder_in_use_are_named()
    {
        File.WriteAllText(At("text.txt"), Text(500));
        Assert.Contains("at least 10,000 are needed", Command.Run("recommend", At("text.txt"), "--out", At("out")).Error,
            StringComparison.Ordinal);
        File.WriteAllText(At("text.txt"), Text(16_000));
        Assert.Contains("is not empty", Command.Run("recommend", At("text.txt"), "--out", _folder).Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Wrong, Command.Run("recommend", At("text.txt"), "--minutes", "0").Code);
    }

    private string At(string name) => Path.Combine(_folder, name);

    private static string Text(int characters)
    {
        var random = new Random(1);
        var text = new StringBuilder();
        while (text.Length < characters)
            text.Append((char)('a' + (int)(20 * Math.Pow(random.NextDouble(), 2)))).Append(random.Next(5) == 0 ? " " : "");
        return text.ToString(0, characters);
    }
}
