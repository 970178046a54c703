using TextCollapse.Web.Lessons;

namespace TextCollapse.Web.Components;

/// <summary>A stop of the guided tour.</summary>
/// <param name="Title">Its subject.</param>
/// <param name="Text">The explanation.</param>
/// <param name="Question">A question to the class.</param>
/// <param name="Answer">Its answer.</param>
public sealed record TourStop(string Title, string Text, string Question, string Answer)
{
    /// <summary>The label of its button; null without one.</summary>
    public string? Action { get; init; }

    /// <summary>The generation up to which the button trains; null to train nothing.</summary>
    public int? Until { get; init; }

    /// <summary>The metric that the button shows; null to keep the current one.</summary>
    public string? Metric { get; init; }

    /// <summary>The settings that the button changes, which starts a new lesson; null to continue the current one.</summary>
    public Func<LessonSettings, LessonSettings>? Change { get; init; }
}
