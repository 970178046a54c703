namespace TextCollapse.Web.Components;

/// <summary>What the control panel asks for. If the settings were changed, all of them start a new lesson.</summary>
public enum LessonCommand
{
    /// <summary>Train to the last generation.</summary>
    Start,

    /// <summary>Train one generation.</summary>
    Step,

    /// <summary>Start again from the beginning, without training.</summary>
    Reset,

    /// <summary>Train a new lesson to its last generation.</summary>
    Train,
}
