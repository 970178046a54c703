using TextCollapse.Experiments.Configuration;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>A mitigation that is not compatible with every arm.</summary>
internal interface ICheckedMitigation : IMitigation
{
    /// <summary>
    /// Problems of the mitigation with the other options of an arm. The place of a problem is the option of the mitigation that it is
    /// about, or empty.
    /// </summary>
    IEnumerable<Problem> Check(ArmOptions arm);
}
