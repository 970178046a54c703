using TextCollapse.Experiments.Configuration;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>A mitigation that does not go with every arm.</summary>
internal interface ICheckedMitigation : IMitigation
{
    /// <summary>
    /// What is wrong with it beside the other options of an arm. The place of a problem is the option of the mitigation that it is about,
    /// or empty.
    /// </summary>
    IEnumerable<Problem> Check(ArmOptions arm);
}
