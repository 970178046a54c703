using TextCollapse.Experiments.Analysis;

namespace TextCollapse.Tests.Analysis;

public sealed class GenerationOrderTests
{
    [Theory]
    [InlineData("gen-00.txt gen-01.txt gen-10.txt", "0 1 10")]
    [InlineData("generation_3.txt generation_12.txt", "3 12")]
    [InlineData("iter7 iter8 iter9", "7 8 9")]
    [InlineData("gpt2-run1-gen0.txt gpt2-run1-gen1.txt", "0 1")] // the number that differs
    [InlineData("llama3_step100 llama3_step200", "100 200")]
    [InlineData("real.txt gen1.txt gen2.txt", "0 1 2")] // an origin comes before the first number
    [InlineData("a-5.txt b-6.txt", "5 6")]
    public void The_number_that_tells_names_apart_is_the_generation(string names, string numbers) =>
        Assert.Equal(numbers.Split(' ').Select(long.Parse), GenerationOrder.Numbers("here", names.Split(' ')));

    [Theory]
    [InlineData("first.txt second.txt", "'first.txt' has no number")]
    [InlineData("gen-1.txt gen-01.txt", "is there twice")]
    [InlineData("s1-g1.txt s2-g2.txt", "several numbers")]
    [InlineData("notes.txt gen-1.txt", "'notes.txt' has no number")]
    public void Names_that_do_not_tell_are_an_error_that_names_the_option(string names, string expected)
    {
        var error = Assert.Throws<InputException>(() => GenerationOrder.Numbers("here", names.Split(' ')));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("--order", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0 1 2", null)]
    [InlineData("1 2 3", "the numbers 1, 2, … 3 are taken as generations 0, 1, … 2")]
    [InlineData("0 5 10", "the numbers 0, 5, … 10 are taken as generations 0, 1, … 2")]
    public void Numbers_in_equal_steps_become_generations_from_0(string numbers, string? note)
    {
        var (generations, said) = GenerationOrder.Renumber("here", numbers.Split(' ').Select(long.Parse));
        Assert.Equal([0, 1, 2], generations.OrderBy(one => one.Key).Select(one => one.Value));
        Assert.Equal(note, said);
    }

    [Theory]
    [InlineData("0 1 3", "generation 2 is missing")]
    [InlineData("0 2 3", "generation 1 is missing")]
    [InlineData("0 5 15", "generation 10 is missing")]
    [InlineData("4", "one generation only")]
    public void A_gap_is_named(string numbers, string expected) => Assert.Contains(expected,
        Assert.Throws<InputException>(() => GenerationOrder.Renumber("here", numbers.Split(' ').Select(long.Parse))).Message,
        StringComparison.Ordinal);
}
