using System.Globalization;

namespace TextCollapse.Models.Training;

/// <summary>Keeps the model with the lowest loss on real validation text, and decides when to stop.</summary>
internal sealed class EarlyStopping(TrainingOptions settings, TrainingTask task, Func<string, ILanguageModel> load)
{
    private double _bestLoss = double.PositiveInfinity;
    private int _looksSince;

    /// <summary>The best model so far, if early stopping is enabled.</summary>
    internal ILanguageModel? Best { get; private set; }

    internal bool Stopped => settings.Patience > 0 && _looksSince >= settings.Patience;

    private string BestPath => task.CheckpointPath + ".best";

    /// <summary>Evaluates the current weights on the validation text.</summary>
    internal void Look(ILearner learner)
    {
        if (settings.Patience == 0 || task.Validation.Characters == 0)
            return;
        var model = learner.ToModel();
        var loss = model.Score(task.Validation.Documents, task.Threads).Sum(document => document.Sum()) / task.Validation.Characters;
        _looksSince++;
        if (!(loss < _bestLoss))
            return;
        (_bestLoss, _looksSince, Best) = (loss, 0, model);
        // Saved immediately: resuming from an older checkpoint leads to the same bytes again.
        if (task.CheckpointPath is not null)
            model.Save(BestPath);
    }

    internal void Save(SafeTensors state)
    {
        state.Metadata["best_loss"] = _bestLoss.ToString("R", CultureInfo.InvariantCulture);
        state.Metadata["looks_since"] = _looksSince.ToString(CultureInfo.InvariantCulture);
    }

    internal void Load(SafeTensors state)
    {
        _bestLoss = double.Parse(state.Require("best_loss"), CultureInfo.InvariantCulture);
        _looksSince = state.RequireInt("looks_since", 0, int.MaxValue);
        if (double.IsFinite(_bestLoss))
            Best = load(BestPath);
    }

    internal void Delete() => File.Delete(BestPath);
}
