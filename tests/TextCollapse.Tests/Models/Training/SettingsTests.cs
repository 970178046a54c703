using TextCollapse.Models.Training;

namespace TextCollapse.Tests.Models.Training;

public class SettingsTests
{
    [Fact]
    public void Every_impossible_setting_is_named_at_once()
    {
        var error = Assert.Throws<InputException>(() => new TrainingOptions { Steps = 0, Batch = 0, Dropout = 1, Beta2 = 1, LearningRate = double.NaN, EvaluateEvery = 0 }.Check());
        Assert.Equal(["training.steps", "training.batch", "training.learning_rate", "training.dropout", "training.beta2", "training.evaluate_every"], error.Problems.Select(problem => problem.Place));
    }

    [Fact]
    public void The_rate_warms_up_to_the_peak_and_decays_to_the_floor()
    {
        var schedule = LearningRateSchedule.Of(new TrainingOptions { LearningRate = 1, MinimumLearningRate = 0.1, Warmup = 10 }, 100);
        Assert.Equal(0.1, schedule.At(0), 12);
        Assert.Equal(1, schedule.At(9), 12);
        Assert.Equal(1, schedule.At(10), 12);
        Assert.Equal(0.1, schedule.At(99), 12);
        Assert.True(schedule.At(50) > schedule.At(51));
    }

    [Fact]
    public void A_floor_at_the_peak_is_a_constant_rate()
    {
        var schedule = LearningRateSchedule.Of(new TrainingOptions { LearningRate = 0.5, MinimumLearningRate = 0.5, Warmup = 0 }, 3);
        Assert.Equal([0.5, 0.5, 0.5], Enumerable.Range(0, 3).Select(schedule.At));
    }
}
