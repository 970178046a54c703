namespace TextCollapse.Experiments.Mitigations;

/// <summary>
/// Something that can be done about collapse. What it does is said by the places of the loop that it plugs into: what is read
/// (<see cref="ICurator"/>), how it is learned (<see cref="ITrainingChange"/>, <see cref="ITrainerMitigation"/>), how it is drawn
/// (<see cref="IWriterMitigation"/>), when to step in (<see cref="IControl"/>). One may take several places.
/// </summary>
public interface IMitigation
{
    /// <summary>
    /// Whether it needs the model of the last generation, so that the models of all generations stay on disk for a resumed chain.
    /// </summary>
    bool NeedsLastModel => false;
}
