namespace TextCollapse.Models.Benchmarking;

/// <summary>How fast one model runs on this machine.</summary>
/// <param name="Name">The model and its size: <c>gru-256</c>.</param>
/// <param name="TrainCharactersPerSecond">Characters read in training, the optimizer included; the median over slices of time.</param>
/// <param name="GenerateCharactersPerSecond">Characters written by plain sampling in 64 streams.</param>
/// <param name="ScoreCharactersPerSecond">Characters scored in 64 documents.</param>
/// <param name="Gflops">What training achieves, in 10⁹ floating-point operations per second, counting only the multiply–adds that no
/// implementation can do without, two operations each.</param>
/// <param name="PeakShare"><paramref name="Gflops"/> over the multiply–add peak of the same threads, measured just before and
/// after.</param>
public sealed record SpeedRow(string Name, double TrainCharactersPerSecond, double GenerateCharactersPerSecond,
    double ScoreCharactersPerSecond, double Gflops, double PeakShare);
