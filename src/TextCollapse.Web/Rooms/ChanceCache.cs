namespace TextCollapse.Web.Rooms;

/// <summary>
/// Answers of models to contexts, kept for all who ask the same. One question is worked on at a time, so that thirty phones cannot take the cores from
/// the training.
/// </summary>
internal sealed class ChanceCache
{
    private const int Most = 4096;

    private readonly Lock _lock = new();
    private readonly Dictionary<(int Lesson, int Decisions, int Arm, int Generation, string Context), IReadOnlyList<CharacterChance>> _known = [];

    public IReadOnlyList<CharacterChance> Of((int Lesson, int Decisions, int Arm, int Generation, string Context) question, Func<IReadOnlyList<CharacterChance>> answer)
    {
        lock (_lock)
        {
            if (_known.TryGetValue(question, out var known))
                return known;
            if (_known.Count >= Most)
                _known.Clear();
            return _known[question] = answer();
        }
    }

    public void Clear()
    {
        lock (_lock)
            _known.Clear();
    }
}
