using System.Security.Claims;

namespace TextCollapse.Web.Access;

/// <summary>Who looks at the page: a browser that was let in, known by a random number and nothing else.</summary>
/// <param name="Id">Random; what a vote belongs to.</param>
/// <param name="Role">What it may do.</param>
public sealed record Visitor(string Id, Role Role)
{
    private const string IdClaim = "visitor", RoleClaim = "role";

    /// <summary>Nobody was let in.</summary>
    public static Visitor Unknown { get; } = new("", Role.Student);

    /// <summary>Whether this one steers.</summary>
    public bool IsTeacher => Role == Role.Teacher;

    /// <summary>The visitor that a ticket names; <see cref="Unknown"/> without one.</summary>
    public static Visitor Of(ClaimsPrincipal? user) => user?.FindFirst(IdClaim)?.Value is { Length: > 0 } id
        ? new(id, user.FindFirst(RoleClaim)?.Value == nameof(Role.Teacher) ? Role.Teacher : Role.Student)
        : Unknown;

    /// <summary>The ticket's content.</summary>
    public ClaimsPrincipal Principal() => new(new ClaimsIdentity([new Claim(IdClaim, Id), new Claim(RoleClaim, Role.ToString())], "ticket"));
}
