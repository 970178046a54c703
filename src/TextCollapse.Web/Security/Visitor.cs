using System.Security.Claims;

namespace TextCollapse.Web.Security;

/// <summary>An admitted browser, identified only by a random number.</summary>
/// <param name="Id">Random identifier, to which votes are assigned.</param>
/// <param name="Role">The permissions of the visitor.</param>
public sealed record Visitor(string Id, Role Role)
{
    private const string IdClaim = "visitor", RoleClaim = "role";

    /// <summary>A browser that was not admitted.</summary>
    public static Visitor Unknown { get; } = new("", Role.Student);

    /// <summary>Whether the visitor controls the session.</summary>
    public bool IsTeacher => Role == Role.Teacher;

    /// <summary>The visitor that a ticket names; <see cref="Unknown"/> without one.</summary>
    internal static Visitor Of(ClaimsPrincipal? user)
    {
        if (user?.FindFirst(IdClaim)?.Value is not { Length: > 0 } id)
            return Unknown;
        return new(id, user.FindFirst(RoleClaim)?.Value == nameof(Role.Teacher) ? Role.Teacher : Role.Student);
    }

    /// <summary>The content of the visitor's ticket.</summary>
    internal ClaimsPrincipal ToPrincipal() =>
        new(new ClaimsIdentity([new Claim(IdClaim, Id), new Claim(RoleClaim, Role.ToString())], "ticket"));
}
