using TextCollapse.Corpora;
using TextCollapse.Experiments.Storage;

namespace TextCollapse.Experiments.Generation;

/// <summary>
/// The texts of as many past generations as the mixing needs, so that the memory of a long chain stays constant; older texts are released,
/// missing ones are loaded from disk.
/// </summary>
internal sealed class ChainHistory(IChainStore record, int looksBack)
{
    private readonly Dictionary<int, Corpus> _texts = [];

    public Corpus Text(int generation)
    {
        if (!_texts.TryGetValue(generation, out var text))
            _texts[generation] = text = record.Text(generation);
        return text;
    }

    /// <summary>Replaces the text of a generation by the final one, if it is still needed.</summary>
    public void Replace(int generation, Corpus text)
    {
        if (_texts.ContainsKey(generation))
            _texts[generation] = text;
    }

    public void Add(int generation, Corpus text)
    {
        if (looksBack > 0)
            _texts[generation] = text;
        if (looksBack <= generation)
            _texts.Remove(generation - looksBack);
    }
}
