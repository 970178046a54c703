namespace TextCollapse.Web.Quizzes;

/// <summary>What became of a vote.</summary>
internal enum VoteResult
{
    /// <summary>It was counted.</summary>
    Counted,

    /// <summary>The visitor had voted in this round already.</summary>
    AlreadyVoted,

    /// <summary>The round was closed, or another one was open.</summary>
    Closed,
}
