using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Storage;

namespace TextCollapse.Reporting.Report;

/// <summary>
/// The real training text of the shown chains, read from its source and checked against the hash recorded by the run.
/// </summary>
internal sealed class TrainingText
{
    private readonly ReportData _data;
    private readonly RealTexts _texts = new(TextSource.Parse);
    private readonly Dictionary<string, IReadOnlyList<string>> _documents = new(StringComparer.Ordinal);

    /// <summary>Checks whether the text of the first arm is available.</summary>
    public TrainingText(ReportData data)
    {
        _data = data;
        Of(data.Arms[0]);
    }

    /// <summary>Why it is not available, as the end of a sentence; null if it is.</summary>
    public string? Missing { get; private set; }

    /// <summary>The real documents that generation 0 of an arm was trained on; null if they are not available.</summary>
    public IReadOnlyList<string>? Of(Arm arm)
    {
        if (Missing is not null)
            return null;
        try
        {
            var real = _texts.Of(arm, _data.ShownSeed, CancellationToken.None).Text;
            var hash = real.Hash();
            if ((string?)ChainStore.Identity(_data.Folder.Chain(arm, _data.ShownSeed))?["real text"] != hash)
                Missing = "the source on this machine differs from the one of the run";
            else if (!_documents.ContainsKey(hash))
                _documents[hash] = [.. real.Training.Documents.Select(document => real.Alphabet.Decode(document.Symbols.Span))];
            return Missing is null ? _documents[hash] : null;
        }
        catch (Exception e) when (e is InputException or WorkFailedException)
        {
            Missing = "its source is not on this machine";
            return null;
        }
    }
}
