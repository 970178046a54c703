namespace TextCollapse.Experiments.Mitigations;

/// <summary>
/// A mitigation of collapse. Its interfaces determine where it plugs into the loop: the training text (<see cref="ICurator"/>), training
/// (<see cref="ITrainingChange"/>, <see cref="ITrainerMitigation"/>), text generation (<see cref="IWriterMitigation"/>), interventions
/// (<see cref="IControl"/>). A mitigation may implement several of them.
/// </summary>
public interface IMitigation
{
    /// <summary>
    /// Whether it needs the model of the last generation, so that the models of all generations are kept on disk for resuming a chain.
    /// </summary>
    bool NeedsLastModel => false;
}
