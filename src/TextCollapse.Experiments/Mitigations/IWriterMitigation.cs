using TextCollapse.Models.Decoding;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>
/// How it is drawn: changes what a model's text becomes before anybody reads or measures it. Holds for every generation, 0 included.
/// </summary>
internal interface IWriterMitigation : IMitigation
{
    /// <summary>A writer that writes with <paramref name="writer"/> and keeps to the budget of its task.</summary>
    ITextWriter Around(ITextWriter writer);
}
