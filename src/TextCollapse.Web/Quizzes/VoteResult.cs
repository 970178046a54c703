namespace TextCollapse.Web.Quizzes;

/// <summary>The result of a vote.</summary>
internal enum VoteResult
{
    /// <summary>It was counted.</summary>
    Counted,

    /// <summary>The visitor had already voted in this round.</summary>
    AlreadyVoted,

    /// <summary>The round was closed, or another one was open.</summary>
    Closed,
}
