using TextCollapse.Files;
using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Experiments.Review;

/// <summary>
/// <c>votes.jsonl</c> in a chain's folder: blind votes, one JSON object per line. A voter's second vote on the same text does not count.
/// Thread-safe within one process.
/// </summary>
public sealed class VoteLog
{
    /// <summary>The file's name.</summary>
    public const string FileName = "votes.jsonl";

    private const string Format = "textcollapse-vote/1";

    private readonly string _path;
    private readonly Lock _gate = new();
    private readonly List<Vote> _votes;
    private readonly HashSet<(string, string)> _cast;

    private VoteLog(string path, IEnumerable<Vote> votes)
    {
        (_path, _votes) = (path, [.. votes]);
        _cast = [.. _votes.Select(vote => (vote.Voter, vote.Item))];
    }

    /// <summary>All votes that count, in order.</summary>
    public IReadOnlyList<Vote> Votes
    {
        get
        {
            lock (_gate)
                return [.. _votes];
        }
    }

    /// <summary>The votes of a chain; empty if the file does not exist.</summary>
    /// <exception cref="InputException">A line is damaged.</exception>
    public static VoteLog Open(string folder)
    {
        var path = Path.Combine(folder, FileName);
        return new(path, File.Exists(path) ? JsonLines.Read<Vote>(path, Format, "is not a vote; the file was edited or is damaged.")
            .DistinctBy(vote => (vote.Voter, vote.Item)) : []);
    }

    /// <summary>Records a vote; false if this voter has already voted on this text.</summary>
    public bool Cast(Vote vote) => Cast([vote]) == 1;

    /// <summary>Records several votes at once; returns how many count.</summary>
    public int Cast(IEnumerable<Vote> votes)
    {
        lock (_gate)
        {
            var before = _votes.Count;
            _votes.AddRange(votes.Where(vote => _cast.Add((vote.Voter, vote.Item))));
            if (_votes.Count > before)
                AtomicFile.WriteText(_path, string.Concat(_votes.Select(one => JsonLines.Line(one, Format))));
            return _votes.Count - before;
        }
    }

    /// <summary>
    /// How often the voters were right, by generation. Votes of one voter or on one text are not independent, so the true uncertainty is at
    /// least the interval.
    /// </summary>
    public IReadOnlyList<(int Generation, WilsonInterval Accuracy)> ByGeneration() =>
        [.. Votes.GroupBy(vote => vote.Generation).OrderBy(group => group.Key)
            .Select(group => (group.Key, new WilsonInterval(group.Count(vote => vote.IsRight), group.Count())))];
}
