namespace TextCollapse.Web.Components;

/// <summary>The commands of the control panel. If the settings were changed, each of them starts a new lesson.</summary>
public enum LessonCommand
{
    /// <summary>Train to the last generation.</summary>
    Start,

    /// <summary>Train one generation.</summary>
    Step,

    /// <summary>Restart from the beginning, without training.</summary>
    Reset,

    /// <summary>Train a new lesson to its last generation.</summary>
    Train,
}
