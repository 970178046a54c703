using System.Security.Cryptography;
using TextCollapse.Experiments.Review;
using TextCollapse.Metrics.Statistics;
using TextCollapse.Reporting;
using TextCollapse.Web.Lessons;
using TextCollapse.Web.Sessions;

namespace TextCollapse.Web.Quizzes;

/// <summary>
/// A blind test: the class votes whether a text is real or generated. Votes and the answer are hidden until the teacher closes the round.
/// Thread-safe.
/// </summary>
internal sealed class Quiz(ClassroomSession session)
{
    private const int ExcerptLength = 240;

    private readonly Lock _lock = new();
    private readonly List<QuizRound> _past = [];
    private readonly List<(int Arm, Vote Vote)> _counted = [];
    private readonly Dictionary<string, Vote> _cast = new(StringComparer.Ordinal);
    private QuizRound? _round;
    private int _lesson, _rounds;

    /// <summary>Raised on any thread after a change.</summary>
    public event Action? Changed;

    /// <summary>The open round, or the last closed one; null before the first round of a lesson.</summary>
    public QuizRound? Round
    {
        get
        {
            lock (_lock)
                return IsOfThisLesson ? _round : null;
        }
    }

    /// <summary>The closed rounds of this lesson.</summary>
    public IReadOnlyList<QuizRound> Past
    {
        get
        {
            lock (_lock)
                return IsOfThisLesson ? [.. _past] : [];
        }
    }

    /// <summary>The votes of the closed rounds of this lesson, each with its arm.</summary>
    public IReadOnlyList<(int Arm, Vote Vote)> Votes
    {
        get
        {
            lock (_lock)
                return IsOfThisLesson ? [.. _counted] : [];
        }
    }

    private bool IsOfThisLesson => _lesson == session.State.Lesson;

    /// <summary>
    /// The accuracy over the closed rounds of this lesson, by generation. Votes of one class on one text are not independent, so the
    /// interval is a lower bound on the uncertainty.
    /// </summary>
    public IReadOnlyList<(int Generation, WilsonInterval Accuracy)> ByGeneration() =>
    [
        .. Past.GroupBy(round => round.Generation).OrderBy(group => group.Key)
            .Select(group => (group.Key, new WilsonInterval(group.Sum(round => round.Correct), group.Sum(round => round.Votes)))),
    ];

    /// <summary>
    /// Closes the open round and opens one about the generation with the fewest questions so far. False if nothing has been trained.
    /// </summary>
    /// <param name="arm">The arm, from 0.</param>
    public async Task<bool> OpenAsync(int arm)
    {
        CloseRound();
        var state = session.State;
        var asked = Past.ToLookup(round => round.Generation);
        var question = await session.WithLessonAsync(lesson =>
            lesson.Generation < 0 || arm >= lesson.Chains.Count ? null : Question.Draw(lesson, arm, asked));
        if (question is null || state.Lesson != session.State.Lesson)
            return false;
        lock (_lock)
        {
            // Two teachers may have opened a round at the same time.
            Close();
            if (_lesson != state.Lesson)
            {
                _past.Clear();
                _counted.Clear();
                _lesson = state.Lesson;
            }
            _cast.Clear();
            _round = new(++_rounds, question.Item, arm, question.Arm, IsOpen: true);
        }
        Changed?.Invoke();
        return true;
    }

    /// <summary>Records a vote. Only the first vote of a visitor in a round counts.</summary>
    public VoteResult Vote(string visitor, int round, bool saysReal)
    {
        lock (_lock)
        {
            if (_round is not { IsOpen: true } open || open.Number != round || !IsOfThisLesson)
                return VoteResult.Closed;
            if (!_cast.TryAdd(visitor, new(visitor, open.Item.Id, open.Generation, open.IsReal, saysReal, DateTimeOffset.UtcNow)))
                return VoteResult.AlreadyVoted;
            _round = saysReal ? open with { SaidReal = open.SaidReal + 1 } : open with { SaidGenerated = open.SaidGenerated + 1 };
        }
        Changed?.Invoke();
        return VoteResult.Counted;
    }

    /// <summary>Whether the visitor has voted in the open round.</summary>
    public bool HasVoted(string visitor)
    {
        lock (_lock)
            return _cast.ContainsKey(visitor);
    }

    /// <summary>Closes a round and shows the answer. A round without votes is discarded.</summary>
    /// <param name="number">The round, which may already be closed; null for the open one.</param>
    public void CloseRound(int? number = null)
    {
        lock (_lock)
        {
            if ((number is not null && _round?.Number != number) || !Close())
                return;
        }
        Changed?.Invoke();
    }

    /// <summary>The closed rounds as <c>quiz.csv</c>.</summary>
    public string Csv()
    {
        using var table = new CsvTable(["round", "arm", "generation", "shown", "votes", "correct", "text"]);
        foreach (var round in Past)
        {
            table.Field((long)round.Number).Field(round.Arm).Field((long)round.Generation).Field(round.IsReal ? "real" : "generated")
                .Field((long)round.Votes).Field((long)round.Correct).Field(round.Text).EndRow();
        }
        return table.ToString();
    }

    private bool Close()
    {
        if (_round is not { IsOpen: true } open)
            return false;
        _round = open with { IsOpen = false };
        if (open.Votes > 0)
        {
            _past.Add(_round);
            _counted.AddRange(_cast.Values.Select(vote => (open.ArmIndex, vote)));
        }
        return true;
    }

    /// <summary>An excerpt for a question; real or generated with equal probability.</summary>
    private sealed record Question(string Arm, QuizItem Item)
    {
        public static Question Draw(Lesson lesson, int arm, ILookup<int, QuizRound> asked)
        {
            var chain = lesson.Chains[arm];
            var leastAsked = Enumerable.Range(0, lesson.Generation + 1)
                .GroupBy(generation => asked[generation].Count()).MinBy(group => group.Key)!.ToArray();
            var generation = leastAsked[RandomNumberGenerator.GetInt32(leastAsked.Length)];
            var isReal = RandomNumberGenerator.GetInt32(2) == 0;
            var source = isReal ? chain.Spec.Real.HeldOut : chain.Record.Text(generation);
            return new(chain.Title, QuizItem.From(source, generation, isReal, ExcerptLength, RandomNumberGenerator.GetInt32));
        }
    }
}
