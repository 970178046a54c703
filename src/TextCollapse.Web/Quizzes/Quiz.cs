using System.Security.Cryptography;
using TextCollapse.Chains.Votes;
using TextCollapse.Reporting;
using TextCollapse.Statistics;
using TextCollapse.Web.Rooms;

namespace TextCollapse.Web.Quizzes;

/// <summary>What became of a vote.</summary>
public enum VoteResult
{
    /// <summary>Counted.</summary>
    Counted,

    /// <summary>This visitor has voted in this round.</summary>
    AlreadyVoted,

    /// <summary>The round is closed, or another one is open.</summary>
    Closed,
}

/// <summary>
/// The class votes blind whether a text is real or generated; nobody sees votes or answer before the teacher closes the round. For any thread.
/// </summary>
public sealed class Quiz(Room room)
{
    private const int ExcerptLength = 240;

    private readonly Lock _lock = new();
    private readonly List<QuizRound> _past = [];
    private readonly List<(int Arm, Vote Vote)> _counted = [];
    private readonly Dictionary<string, Vote> _cast = new(StringComparer.Ordinal);
    private QuizRound? _round;
    private int _lesson, _rounds;

    /// <summary>Told, on any thread, that something changed.</summary>
    public event Action? Changed;

    /// <summary>The round that is open or was closed last; null before the first of a lesson.</summary>
    public QuizRound? Round
    {
        get
        {
            lock (_lock)
                return _lesson == room.View.Lesson ? _round : null;
        }
    }

    /// <summary>The closed rounds of this lesson.</summary>
    public IReadOnlyList<QuizRound> Past
    {
        get
        {
            lock (_lock)
                return _lesson == room.View.Lesson ? [.. _past] : [];
        }
    }

    /// <summary>The votes of the closed rounds of this lesson with the arm that each was about, as a run keeps them.</summary>
    public IReadOnlyList<(int Arm, Vote Vote)> Votes
    {
        get
        {
            lock (_lock)
                return _lesson == room.View.Lesson ? [.. _counted] : [];
        }
    }

    /// <summary>Accuracy over the closed rounds of this lesson, by generation. Votes of one class on one text are not independent: read the interval as the least uncertainty there is.</summary>
    public IReadOnlyList<(int Generation, WilsonInterval Accuracy)> ByGeneration() =>
        [.. Past.GroupBy(round => round.Generation).OrderBy(group => group.Key).Select(group => (group.Key, new WilsonInterval(group.Sum(round => round.Right), group.Sum(round => round.Votes))))];

    /// <summary>Opens a round about the generation that was asked about least; closes the one that is open. False while there is nothing to ask about.</summary>
    /// <param name="arm">The arm, counted from 0.</param>
    public async Task<bool> OpenAsync(int arm)
    {
        CloseRound();
        var view = room.View;
        var asked = Past.ToLookup(round => round.Generation);
        var candidates = await room.Between<Candidates>(lesson => lesson.Generation < 0 || arm >= lesson.Chains.Count ? null : new Candidates(lesson, arm, asked));
        if (candidates is null || view.Lesson != room.View.Lesson)
            return false;
        lock (_lock)
        {
            // Two teachers may have asked at once.
            Close();
            if (_lesson != view.Lesson)
            {
                _past.Clear();
                _counted.Clear();
                _lesson = view.Lesson;
            }
            _cast.Clear();
            _round = new(++_rounds, candidates.Item, arm, candidates.Arm, IsOpen: true);
        }
        Changed?.Invoke();
        return true;
    }

    /// <summary>Takes a vote: one for each visitor and round, and the first one counts.</summary>
    public VoteResult Vote(string visitor, int round, bool saysReal)
    {
        lock (_lock)
        {
            if (_round is not { IsOpen: true } open || open.Number != round || _lesson != room.View.Lesson)
                return VoteResult.Closed;
            if (!_cast.TryAdd(visitor, new(visitor, open.Item.Id, open.Generation, open.IsReal, saysReal, DateTimeOffset.UtcNow)))
                return VoteResult.AlreadyVoted;
            _round = saysReal ? open with { SaidReal = open.SaidReal + 1 } : open with { SaidGenerated = open.SaidGenerated + 1 };
        }
        Changed?.Invoke();
        return VoteResult.Counted;
    }

    /// <summary>Whether this visitor has voted in the round that is open.</summary>
    public bool HasVoted(string visitor)
    {
        lock (_lock)
            return _cast.ContainsKey(visitor);
    }

    /// <summary>Closes the round and shows the answer. A round without votes is thrown away.</summary>
    /// <param name="round">The round that is meant, which may be closed already; null for the one that is open.</param>
    public void CloseRound(int? round = null)
    {
        lock (_lock)
            if ((round is not null && _round?.Number != round) || !Close())
                return;
        Changed?.Invoke();
    }

    private bool Close()
    {
        if (_round is not { IsOpen: true } open)
            return false;
        _round = open with { IsOpen = false };
        if (open.Votes > 0)
        {
            _past.Add(_round);
            _counted.AddRange(_cast.Values.Select(vote => (open.Place, vote)));
        }
        return true;
    }

    /// <summary>The closed rounds as <c>quiz.csv</c>.</summary>
    public string Csv()
    {
        using var table = new CsvTable(["round", "arm", "generation", "shown", "votes", "right", "text"]);
        foreach (var round in Past)
            table.Field((long)round.Number).Field(round.Arm).Field((long)round.Generation).Field(round.IsReal ? "real" : "generated").Field((long)round.Votes).Field((long)round.Right).Field(round.Text).EndRow();
        return table.ToString();
    }

    /// <summary>Draws generation, kind and place of an excerpt; a fair coin that nobody can foresee decides what is shown.</summary>
    private sealed class Candidates
    {
        public Candidates(Lesson lesson, int arm, ILookup<int, QuizRound> asked)
        {
            var chain = lesson.Chains[arm];
            var generation = Enumerable.Range(0, lesson.Generation + 1).GroupBy(one => asked[one].Count()).OrderBy(group => group.Key).First().ToArray() is var least
                ? least[RandomNumberGenerator.GetInt32(least.Length)] : 0;
            Arm = chain.Title;
            var isReal = RandomNumberGenerator.GetInt32(2) == 0;
            Item = QuizItem.From(isReal ? chain.Spec.Real.HeldOut : chain.Record.Text(generation), generation, isReal, ExcerptLength, RandomNumberGenerator.GetInt32);
        }

        public string Arm { get; }

        public QuizItem Item { get; }
    }
}
