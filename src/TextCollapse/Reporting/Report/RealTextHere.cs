using TextCollapse.Chains;
using TextCollapse.Corpora;
using TextCollapse.Studies;

namespace TextCollapse.Reporting.Report;

/// <summary>The real training text of the shown chains, read again from its source and held against the hash that the run wrote down.</summary>
internal sealed class RealTextHere
{
    private readonly RunResults _results;
    private readonly RealTexts _texts = new(TextSource.Parse);
    private readonly Dictionary<string, IReadOnlyList<string>> _documents = new(StringComparer.Ordinal);

    /// <summary>Looks whether the text of the first arm is there.</summary>
    public RealTextHere(RunResults results)
    {
        _results = results;
        Of(results.Arms[0]);
    }

    /// <summary>Why it is not there, as the rest of a sentence; null if it is.</summary>
    public string? Missing { get; private set; }

    /// <summary>The documents that generation 0 of an arm read, or null.</summary>
    public IReadOnlyList<string>? Of(Cell arm)
    {
        if (Missing is not null)
            return null;
        try
        {
            var real = _texts.Of(arm, _results.ShownSeed, CancellationToken.None);
            var hash = real.Hash();
            if ((string?)ChainRecord.Identity(_results.Folder.Chain(arm, _results.ShownSeed))?["real text"] == hash)
                return _documents.TryGetValue(hash, out var known) ? known
                    : _documents[hash] = [.. real.Training.Documents.Select(document => real.Alphabet.Decode(document.Symbols.Span))];
            Missing = "the source on this machine is not the one that the run read";
        }
        catch (Exception e) when (e is InputException or WorkFailedException)
        {
            Missing = "its source is not on this machine";
        }
        return null;
    }
}
