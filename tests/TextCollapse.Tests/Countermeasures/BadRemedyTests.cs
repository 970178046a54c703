using TextCollapse.Studies;

namespace TextCollapse.Tests.Countermeasures;

public sealed class BadRemedyTests
{
    [Theory]
    [InlineData("generations: 3\ncountermeasures: [real-first: { generations: 4 }]", "a curriculum longer than the 3 generations")]
    [InlineData("corpus: { train: 4000, document_length: 1000 }\ncountermeasures: [ensemble: 5]", "an ensemble larger than the data")]
    [InlineData("model: { kind: gru }\ntraining: { steps: 2 }\ncountermeasures: [ensemble: 3]", "more than there are training.steps")]
    [InlineData("countermeasures: [easy-first]", "to counting the order of documents does not matter")]
    [InlineData("model: { kind: gru }\ntraining: { carry_state: true }\ncountermeasures: [hard-first]", "training.carry_state reads it from its beginning")]
    [InlineData("model: { order: 1 }\ncountermeasures: [document-recombination]", "which a unigram model does not see")]
    [InlineData("mixing: { strategy: replace }\ncountermeasures: [oracle-filter]", "needs real text beside the written")]
    [InlineData("mixing: { strategy: duplicate }\ncountermeasures: [golden-weight]", "all of it is real")]
    [InlineData("countermeasures: [adversarial]", "is for gru and transformer models")]
    [InlineData("model: { kind: transformer, tie_weights: true }\ncountermeasures: [adversarial]", "with model.tie_weights that is the output layer too")]
    [InlineData("decoding: { temperature: 0, prompt: 10 }\ncountermeasures: [near-duplicates]", "every draft is the same")]
    [InlineData("decoding: { temperature: 0, prompt: 10 }\ncountermeasures: [verification]", "every draft is the same")]
    [InlineData("countermeasures: [detector-resampling: { repeats: 1 }]", "more than documents that are read at most 1 times can give")]
    [InlineData("mixing: { strategy: duplicate }\ncountermeasures: [detector-resampling]", "none is read")]
    [InlineData("mixing: { strategy: shuffled-real }\ncountermeasures: [discriminator-reweighting]", "none is read")]
    [InlineData("mixing: { strategy: duplicate }\ncountermeasures: [verification]", "none is read")]
    [InlineData("mixing: { strategy: accumulate }\ncountermeasures: [golden-weight, token-editing]", "token-editing: contradicts golden-weight")]
    [InlineData("mixing: { strategy: accumulate }\ncountermeasures: [oracle-filter, verification]", "leaves no written text")]
    [InlineData("mixing: { strategy: accumulate }\ncountermeasures: [oracle-filter, origin-filter]", "both filter by origin")]
    [InlineData("mixing: { strategy: accumulate }\ncountermeasures: [real-first, golden-weight]", "both set the share of real text")]
    [InlineData("model: { kind: gru }\ncountermeasures: [easy-first, hard-first]", "both set the order")]
    [InlineData("model: { kind: gru }\ncountermeasures: [focal-loss, label-smoothing]", "two of them are losses")]
    public void What_cannot_work_is_named_before_anything_runs(string yaml, string message)
        => Assert.Contains(message, Assert.Throws<InputException>(() => StudyReader.Read(yaml, "study")).Message);
}
