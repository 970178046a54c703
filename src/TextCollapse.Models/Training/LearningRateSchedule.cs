namespace TextCollapse.Models.Training;

/// <summary>Linear warm-up, then half a cosine down to the floor (Loshchilov and Hutter 2017).</summary>
/// <param name="Peak">The rate after warm-up.</param>
/// <param name="Floor">The rate at the last step.</param>
/// <param name="Warmup">Steps of warm-up.</param>
/// <param name="Steps">Total steps.</param>
internal readonly record struct LearningRateSchedule(double Peak, double Floor, int Warmup, int Steps)
{
    /// <summary>Creates the schedule of the settings for this number of steps.</summary>
    public static LearningRateSchedule Of(TrainingOptions settings, int steps) => new(
        settings.PeakRate,
        settings.MinimumLearningRate ?? settings.PeakRate / 10,
        settings.Warmup ?? Math.Min(100, steps / 10),
        steps);

    /// <summary>The rate of a step, counted from 0.</summary>
    public double At(int step)
    {
        if (step < Warmup)
            return Peak * (step + 1) / Warmup;
        var done = Math.Min(1, (step - Warmup) / (double)Math.Max(1, Steps - 1 - Warmup));
        return Floor + (Peak - Floor) * 0.5 * (1 + Math.Cos(Math.PI * done));
    }
}
