using TextCollapse.Models.Decoding;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>
/// Changes how text is generated, before it is measured or trained on. Applies to every generation, including generation 0.
/// </summary>
internal interface IWriterMitigation : IMitigation
{
    /// <summary>Wraps <paramref name="writer"/>; the result keeps to the budget of its task.</summary>
    ITextWriter Around(ITextWriter writer);
}
