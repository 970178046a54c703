using System.Text.Json.Nodes;

namespace TextCollapse.Cli.Tests.Commands;

public class LossBenchmarkTests
{
    private static readonly string[] Tiny =
    [
        "--text", "zipf:12,1.0", "--threads", "1", "--set", "corpus.train=4000", "--set", "corpus.held_out=500", "--set", "model.hidden=8",
        "--set", "model.embedding=4", "--set", "training.steps=60", "--set", "training.batch=8", "--set", "training.sequence=16",
        "--set", "training.evaluate_every=10", "--set", "model.engine=managed",
    ];

    [Fact]
    public void Training_ends_at_the_first_look_that_reaches_the_lowest_target()
    {
        var all = Looks("0.001"); // never reached
        Assert.Equal([10, 20, 30, 40, 50, 60], all.Select(look => look.Step));
        Assert.Equal(all.Select(look => look.Seconds).Order(), all.Select(look => look.Seconds));
        // Twelve symbols of equal probability cost 3.6 bits; the law costs less.
        Assert.True(all[^1].Bits < all[0].Bits && all[0].Bits < 4);

        var target = (all[0].Bits + all[^1].Bits) / 2;
        var some = Looks("3.9", target.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(all.TakeWhile(look => look.Bits > target).Count() + 1, some.Length);
        Assert.Equal(all.Take(some.Length).Select(look => look.Bits), some.Select(look => look.Bits));
    }

    [Fact]
    public void A_table_says_what_was_reached_when()
    {
        var run = Command.Run(["bench", "--to-loss", "0.001", "3.9", .. Tiny]);
        Assert.Equal(0, run.Code);
        Assert.Contains("(10 steps)", run.Out);
        Assert.Contains("not reached", run.Out);
    }

    [Theory]
    [InlineData("0", "model.kind=gru", "bits per character above 0")]
    [InlineData("2", "model.kind=ngram", "only counts")]
    public void What_cannot_be_is_named(string target, string set, string said)
    {
        var run = Command.Run("bench", "--to-loss", target, "--set", set);
        Assert.Equal(2, run.Code);
        Assert.Contains(said, run.Error);
    }

    private static (int Step, double Seconds, double Bits)[] Looks(params string[] targets)
    {
        var run = Command.Run(["bench", "--json", "--to-loss", .. targets, .. Tiny]);
        Assert.Equal("", run.Error);
        return [.. JsonNode.Parse(run.Out)![0]!["looks"]!.AsArray()
            .Select(look => ((int)look!["step"]!, (double)look["seconds"]!, (double)look["bits_per_character"]!))];
    }
}
