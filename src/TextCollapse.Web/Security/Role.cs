namespace TextCollapse.Web.Security;

/// <summary>The permissions of a visitor.</summary>
public enum Role
{
    /// <summary>May view the page and vote.</summary>
    Student,

    /// <summary>May also control the session.</summary>
    Teacher,
}
