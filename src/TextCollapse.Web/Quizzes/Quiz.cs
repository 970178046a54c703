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
    private readonly HashSet<string> _voted = new(StringComparer.Ordinal);
    private QuizRound? _round;
    private int _lesson;

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
            if (_lesson != view.Lesson)
            {
                _past.Clear();
                _lesson = view.Lesson;
            }
            _voted.Clear();
            _round = new(_past.Count + 1, candidates.Text, candidates.Generation, candidates.Arm, candidates.IsReal, IsOpen: true);
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
            if (!_voted.Add(visitor))
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
            return _voted.Contains(visitor);
    }

    /// <summary>Closes the round and shows the answer. A round without votes is thrown away.</summary>
    public void CloseRound()
    {
        lock (_lock)
        {
            if (_round is not { IsOpen: true } open)
                return;
            _round = open with { IsOpen = false };
            if (open.Votes > 0)
                _past.Add(_round);
        }
        Changed?.Invoke();
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
            Generation = Enumerable.Range(0, lesson.Generation + 1).GroupBy(generation => asked[generation].Count()).OrderBy(group => group.Key).First().ToArray() is var least
                ? least[RandomNumberGenerator.GetInt32(least.Length)] : 0;
            Arm = chain.Arm.Title;
            IsReal = RandomNumberGenerator.GetInt32(2) == 0;
            Text = QuizItem.From(IsReal ? chain.Spec.Real.HeldOut : chain.Record.Text(Generation), Generation, IsReal, ExcerptLength, RandomNumberGenerator.GetInt32).Text;
        }

        public int Generation { get; }

        public string Arm { get; }

        public bool IsReal { get; }

        public string Text { get; }
    }
}
