namespace TextCollapse.Web.Security;

/// <summary>What a visitor may do.</summary>
public enum Role
{
    /// <summary>Looks at the page and votes.</summary>
    Student,

    /// <summary>Controls the session as well.</summary>
    Teacher,
}
