using Microsoft.ML;
using Microsoft.ML.Data;
using TextCollapse.MLNet.Tests.Support;

namespace TextCollapse.MLNet.Tests.Pipelines;

public sealed class PipelineFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pipeline").FullName;
    private readonly MLContext _ml = new(seed: 1);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_pipeline_of_ours_and_of_ML_NET_comes_back_from_disk_and_says_the_same()
    {
        string[] texts = ["the sea rose and the gull cried", "cried cried cried cried", ""];
        var data = _ml.Data.LoadFromEnumerable(texts.Select(text => new Row { Text = text }));
        var tools = _ml.TextCollapse();
        var fitted = tools.Perplexity(Made.Model(Made.Corpus([texts[0]])), "Text", "own")
            .Append(tools.Repetition("Text", order: 2))
            .Append(tools.Diversity("Text"))
            .Append(tools.DetectorFeatures("Features", "Text", 3)).Fit(data);
        PipelineFolder.Save(_ml, fitted, data.Schema, _folder);
        var loaded = PipelineFolder.Load(new MLContext(), _folder);
        Assert.Equal(Scores(fitted.Transform(data)), Scores(loaded.Transform(data)));
    }

    [Fact]
    public void ML_NET_s_own_format_refuses_and_says_what_to_use()
    {
        var data = _ml.Data.LoadFromEnumerable([new Row { Text = "a" }]);
        var fitted = _ml.TextCollapse().Repetition("Text").Fit(data);
        Assert.Contains("PipelineFolder.Save", Assert.ThrowsAny<Exception>(
            () => _ml.Model.Save(fitted, data.Schema, Path.Combine(_folder, "model.zip"))).ToString());
    }

    [Theory]
    [InlineData(null, "cannot be read")]
    [InlineData("{", "damaged")]
    [InlineData("{\"format\":\"x\"}", "format 'x'")]
    [InlineData("{\"format\":\"textcollapse-mlnet-pipeline/2\",\"steps\":[{\"kind\":\"y\"}]}", "kind 'y'")]
    public void What_is_not_a_pipeline_is_refused(string? json, string message)
    {
        if (json is not null)
            File.WriteAllText(Path.Combine(_folder, "pipeline.json"), json);
        Assert.Contains(message, Assert.Throws<InputException>(() => PipelineFolder.Load(_ml, _folder)).Message);
    }

    [Fact]
    public void A_folder_that_cannot_be_created_is_named()
    {
        var data = _ml.Data.LoadFromEnumerable([new Row { Text = "a" }]);
        var fitted = _ml.TextCollapse().Repetition("Text").Fit(data);
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");
        Assert.Contains("cannot be created", Assert.Throws<InputException>(
            () => PipelineFolder.Save(_ml, fitted, data.Schema, file)).Message);
    }

    private static double[] Scores(IDataView data) =>
    [
        .. data.GetColumn<double>("ownPerplexity"), .. data.GetColumn<double>("SequenceRepetition"),
        .. data.GetColumn<double>("TerminalLoopShare"),
        .. data.GetColumn<double[]>("Entropy").SelectMany(row => row),
        .. data.GetColumn<float[]>("Features").SelectMany(row => row).Select(value => (double)value),
    ];

    private sealed class Row
    {
        public string? Text { get; set; }
    }
}
