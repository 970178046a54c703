using Microsoft.ML;
using Microsoft.ML.TorchSharp;
using Microsoft.ML.TorchSharp.NasBert.Models;
using TextCollapse.Torch.Tests.Support;
using static TorchSharp.torch;

namespace TextCollapse.Torch.Tests.NasBert;

/// <summary>
/// Why nas-bert is refused as a detector: what breaks in ML.NET's text classifier with this TorchSharp. Built with -p:HasMLNetTorchSharp=true only.
/// Where these tests fail after a change of versions, the classifier runs again and the detector can be written.
/// </summary>
public class NasBertTests
{
    [TorchFact]
    public void Disposing_of_what_an_initialiser_returns_disposes_of_the_weights_themselves()
    {
        // ML.NET does this to every linear and convolutional layer; until TorchSharp 0.104 each read of a weight made a new tensor.
        using var layer = nn.Linear(3, 4);
        using (nn.init.zeros_(layer.bias!))
        {
        }
        Assert.True(layer.bias!.IsInvalid);
    }

    [TorchFact]
    public void Training_the_text_classifier_fails_at_its_first_text()
    {
        using var folder = new Temporary();
        // Without it ML.NET stops where the account has no folder for application data, though it would not use it.
        Environment.SetEnvironmentVariable("MICROSOFTML_RESOURCE_PATH", folder["mlnet"]);
        Directory.CreateDirectory(folder["mlnet"]);
        using (var encoder = Encoder())
            encoder.save(Path.Combine(folder["mlnet"], "NasBert2000000.tsm"));
        var ml = new MLContext(seed: 1) { TempFilePath = folder[""] };
        var data = ml.Data.LoadFromEnumerable(new[] { new Row { Text = "a cat sat", Label = 0 }, new Row { Text = "the the the", Label = 1 } });
        var trainer = ml.Transforms.Conversion.MapValueToKey("Key", nameof(Row.Label))
            .Append(ml.MulticlassClassification.Trainers.TextClassification("Key", sentence1ColumnName: nameof(Row.Text), batchSize: 2, maxEpochs: 1));
        var failure = Assert.Throws<InvalidOperationException>(() => trainer.Fit(data));
        Assert.Contains("empty handle", failure.Message);
        Assert.Contains("EmbedTransfer", failure.StackTrace);
    }

    /// <summary>The encoder as the classifier makes it: the weights file would hold its tensors, here as they were drawn.</summary>
    private static NasBertEncoder Encoder() => new(
        paddingIdx: 1, vocabSize: 50_265, maxSeqLen: 512, embedSize: 64, numSegments: 0, numEncoderLayers: 24, encoderNormalizeBefore: true, activationFn: "gelu",
        arches: [9, 11, 7, 0, 0, 0, 11, 11, 7, 0, 0, 0, 9, 7, 11, 0, 0, 0, 10, 7, 9, 0, 0, 0]);

    private sealed class Row
    {
        public string Text { get; set; } = "";

        public int Label { get; set; }
    }
}
