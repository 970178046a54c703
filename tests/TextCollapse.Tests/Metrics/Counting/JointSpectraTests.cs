using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TextCollapse.Metrics.Counting;

namespace TextCollapse.Tests.Metrics.Counting;

public class JointSpectraTests
{
    [Property(MaxTest = 20)]
    public Property Both_ways_of_counting_agree_and_the_margins_are_the_single_spectra() => Prop.ForAll(SmallTexts.Collection, SmallTexts.Collection, (one, other) =>
    {
        var (reference, text) = (SmallTexts.Documents(one), SmallTexts.Documents(other));
        var (packed, named) = (JointSpectra.Of(reference, text, 2), JointSpectra.Named(reference, text));
        var (left, right) = (NgramSpectra.Of(reference), NgramSpectra.Of(text));
        for (var order = 1; order <= NgramSpectra.Orders; order++)
        {
            Assert.Equal(named[order].Classes, packed[order].Classes);
            Assert.Equal(left[order].Types, named[order].Classes.Where(one => one.Reference > 0).Sum(one => one.Types));
            Assert.Equal(left[order].Tokens, packed[order].ReferenceCounts.Sum());
            Assert.Equal(right[order].Tokens, packed[order].TextCounts.Sum());
        }
    });

    [Fact]
    public void Recall_counts_the_types_of_a_frequency_band_that_the_text_has()
    {
        var joint = JointSpectra.Of(Texts.Documents("aabbc", "ad")[..1], Texts.Documents("aabbc", "ad")[1..])[1];
        Assert.Equal(1 / 3.0, joint.SupportRecall().Value, 12);
        Assert.Equal(0.5, joint.SupportRecall(2, 3).Value);
        Assert.Equal(0, joint.SupportRecall(1, 1).Value);
        Assert.Equal(0.5, joint.SupportPrecision.Value);
        Assert.False(joint.SupportRecall(4).IsDefined);
    }
}
