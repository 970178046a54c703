using TextCollapse.Corpora;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mixing;

/// <summary><c>window</c>: equal parts of the texts of the last K generations (Seddik et al. 2024).</summary>
/// <param name="Window">K ≥ 1.</param>
[Component("window", "equal parts of the last generations' texts", Paper = "Seddik et al. 2024")]
internal sealed record GenerationWindow(
    [property: Option("number of past generations", Min = 1, Max = 1_000_000)] int Window = 3) : MixingStrategy
{
    public override int LooksBack => Window;

    public override Corpus Compose(MixingTask task) =>
        EqualParts.Draw([.. task.GeneratedSince(Math.Max(0, task.Generation - Window))], task);

    public override double ExpectedRealShare(int generation) => 0;
}
