namespace TextCollapse.Web.Access;

/// <summary>What a visitor may do.</summary>
public enum Role
{
    /// <summary>Looks and votes.</summary>
    Student,

    /// <summary>Steers as well.</summary>
    Teacher,
}
