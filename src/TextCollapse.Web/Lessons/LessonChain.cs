using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Review;
using TextCollapse.Experiments.Storage;

namespace TextCollapse.Web.Lessons;

/// <summary>An arm of a live lesson: one chain, with the decisions about it.</summary>
internal sealed class LessonChain
{
    private LessonChain(LessonArm arm, string title, RunFolder run, string folder, ChainSpec spec, ChainStore record) =>
        (Arm, Title, Run, Folder, Spec, Record, Oversight) = (arm, title, run, folder, spec, record, new Oversight(spec, record));

    /// <summary>The arm's settings.</summary>
    public LessonArm Arm { get; }

    /// <summary>Its name on the page.</summary>
    public string Title { get; }

    /// <summary>The run that it belongs to; a branch has a separate run.</summary>
    public RunFolder Run { get; }

    /// <summary>Its folder.</summary>
    public string Folder { get; }

    /// <summary>Its parts.</summary>
    public ChainSpec Spec { get; }

    /// <summary>Its committed generations.</summary>
    public ChainStore Record { get; }

    /// <summary>Records decisions about it.</summary>
    public Oversight Oversight { get; }

    /// <summary>Opens the chain of an arm of a run.</summary>
    public static LessonChain Open(
        LessonArm lessonArm, string title, RunFolder run, Arm arm, long seed, ChainFactory factory, CancellationToken cancellation)
    {
        var folder = run.Chain(arm, seed);
        var spec = factory.Create(arm, seed, cancellation);
        return new(lessonArm, title, run, folder, spec, run.Record(arm, spec));
    }
}
