using TextCollapse.Corpora;
using TextCollapse.Experiments.Storage;

namespace TextCollapse.Experiments.Generation;

/// <summary>
/// The texts of past generations as far back as the mixing looks, so that a long chain keeps a flat memory; older ones are forgotten,
/// missing ones read from disk.
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

    /// <summary>The text as it finally stood, where it is still looked at.</summary>
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
