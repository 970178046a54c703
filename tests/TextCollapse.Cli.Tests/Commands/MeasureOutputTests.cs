namespace TextCollapse.Cli.Tests.Commands;

public sealed class MeasureOutputTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("measure").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Text(string name, int seed, int documents = 24)
    {
        var random = new Random(seed);
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, string.Join('\f', Enumerable.Range(0, documents).Select(_ => string.Join(' ', Enumerable.Range(0, 120).Select(_ => $"w{(int)(40 * random.NextDouble() * random.NextDouble())}")))));
        return path;
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    [InlineData("table")]
    public void The_output_is_the_same_bytes_for_one_and_two_threads_and_for_a_second_run(string format)
    {
        string[] words = ["measure", Text("a.txt", 1, 12), "--reference", Text("b.txt", 2, 12), "--model", "auto", "--format", format, "--threads"];
        var once = Command.Run([.. words, "1"]);
        Assert.Equal(0, once.Code);
        Assert.NotEmpty(once.Out);
        // Not the standard error: what takes more than ten seconds reports its progress there.
        Assert.Equal(once.Out, Command.Run([.. words, "1"]).Out);
        Assert.Equal(once.Out, Command.Run([.. words, "2"]).Out);
    }

    [Fact]
    public void Slow_metrics_are_measured_where_all_are_asked_for()
    {
        string[] words = ["measure", Text("a.txt", 1), "--reference", Text("b.txt", 2), "--format", "csv", "--no-intervals"];
        Assert.DoesNotContain("c2st_auc", Command.Run(words).Out, StringComparison.Ordinal);
        Assert.Contains("c2st_auc", Command.Run([.. words, "--all"]).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void At_unequal_sizes_one_warning_names_every_metric_that_would_have_misled()
    {
        var text = Text("short.txt", 1);
        File.WriteAllText(text, File.ReadAllText(text)[..4000]);
        var run = Command.Run("measure", text, "--reference", Text("b.txt", 2), "--no-intervals");
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.Contains("metrics would have misled", run.Error, StringComparison.Ordinal);
        Assert.Matches("types_[12]–8", run.Error);
        Assert.Contains("Diversity at equal size", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void No_name_and_no_number_is_broken_on_a_narrow_terminal()
    {
        using var output = new StringWriter();
        var terminal = Terminal.Over(output, TextWriter.Null, live: false);
        terminal.Console.Profile.Width = 80;
        Assert.Equal(ExitCode.Done, CommandLine.Invoke(["measure", Text("a.txt", 1), "--reference", Text("b.txt", 2), "--model", "auto"], terminal));
        var lines = output.ToString().Split('\n');
        foreach (var column in TextCollapse.Metrics.MetricCatalogue.All.SelectMany(metric => metric.Columns).Where(column => !column.StartsWith("knn", StringComparison.Ordinal) && !column.StartsWith("c2st", StringComparison.Ordinal)))
            Assert.Contains(lines, line => line.StartsWith($"{column} ", StringComparison.Ordinal));
        Assert.All(lines.TakeWhile(line => !line.StartsWith('↓')), line => Assert.True(line.Length <= 80 && !line.Contains('…'), line));
    }

    [Fact]
    public void A_text_without_a_character_is_an_error()
    {
        var empty = Path.Combine(_folder, "empty.txt");
        File.WriteAllText(empty, "");
        foreach (var words in new[] { new[] { "measure", empty }, ["measure", Text("a.txt", 1), "--reference", empty], ["score", empty, empty] })
        {
            var run = Command.Run(words);
            Assert.Equal((ExitCode.Wrong, ""), (run.Code, run.Out));
            Assert.Contains("empty.txt", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_file_of_records_is_measured_as_it_is_with_a_warning()
    {
        var records = Text("a.jsonl", 1);
        var run = Command.Run("measure", records, "--no-intervals", "--format", "csv");
        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Contains("a.jsonl is read as plain text, including its markup and field names", run.Error, StringComparison.Ordinal);
        Assert.Equal("", Command.Run("measure", Text("a.txt", 1), "--no-intervals", "--format", "csv").Error);
    }

    [Theory]
    [InlineData("measure", "--document-length", "0")]
    [InlineData("score", "--document-length", "0")]
    [InlineData("score", "--document-length", "-3")]
    [InlineData("generate", "--chars", "0")]
    public void A_count_is_at_least_1(string command, string option, string value)
    {
        var run = Command.Run(command, Text("a.txt", 1), option, value);
        Assert.Equal(ExitCode.Wrong, run.Code);
        Assert.Contains($"{option}: is {value}; it must be at least 1", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    [InlineData("table")]
    public void The_list_says_of_each_metric_all_that_the_catalogue_knows(string format)
    {
        var list = Command.Run("measure", "--list", "--format", format).Out;
        foreach (var word in new[] { "rarefied_distinct_{n}", "Hurlbert 1971", "What share of the {n}-grams is distinct?",
            "one sort of packed keys", "undefined if the text is too short" })
            Assert.Contains(word, list, StringComparison.Ordinal);
        Assert.Contains(format == "table" ? "collapse lowers it" : "Lowers it", list, StringComparison.Ordinal);
        Assert.Contains(format == "table" ? "half-sampling" : "HalfSampling", list, StringComparison.Ordinal);
    }
}
