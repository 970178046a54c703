using TextCollapse.Chains;
using TextCollapse.Chains.Decisions;
using TextCollapse.Studies;
using TextCollapse.Web.Lessons;

namespace TextCollapse.Web.Rooms;

/// <summary>An arm of a lesson under way: one chain, with what people decided about it.</summary>
public sealed class LessonChain
{
    private LessonChain(LessonArm arm, string title, RunFolder run, string folder, ChainSpec spec, ChainRecord record) =>
        (Arm, Title, Run, Folder, Spec, Record, Oversight) = (arm, title, run, folder, spec, record, new Oversight(spec, record));

    /// <summary>What it was asked to be.</summary>
    public LessonArm Arm { get; }

    /// <summary>Its name on the page.</summary>
    public string Title { get; }

    /// <summary>The run that it belongs to: a branch has one of its own.</summary>
    public RunFolder Run { get; }

    /// <summary>Its folder.</summary>
    public string Folder { get; }

    /// <summary>Its parts.</summary>
    public ChainSpec Spec { get; }

    /// <summary>What it has done.</summary>
    public ChainRecord Record { get; }

    /// <summary>People's hand on it.</summary>
    public Oversight Oversight { get; }

    /// <summary>Opens the chain of a run's cell.</summary>
    internal static LessonChain Open(LessonArm arm, string title, RunFolder run, Cell cell, long seed, ChainFactory factory, CancellationToken cancellation)
    {
        var folder = run.Chain(cell, seed);
        var spec = factory.Create(cell, seed, cancellation);
        return new(arm, title, run, folder, spec, run.Record(cell, spec));
    }
}
