using System.Security.Cryptography;
using System.Text;

namespace TextCollapse.Web.Access;

/// <summary>The secrets of one serving: the teacher's key, and the class's code where the page is shared.</summary>
public sealed class Keys
{
    // No letter or digit that is taken for another on a projector.
    private const string Readable = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
    private const int CodeLength = 6, KeyBytes = 18;

    private readonly byte[] _teacher;
    private readonly byte[]? _class;

    private Keys(string teacher, string? code) =>
        (TeacherKey, ClassCode, _teacher, _class) = (teacher, code, Hash(teacher), code is null ? null : Hash(Normal(code)));

    /// <summary>What steers; 144 random bits.</summary>
    public string TeacherKey { get; }

    /// <summary>What lets a class in; null where the page is for this machine only and needs none.</summary>
    public string? ClassCode { get; }

    /// <summary>New secrets.</summary>
    /// <param name="shared">Whether others than this machine reach the page.</param>
    /// <param name="code">The class's code, or null to draw one.</param>
    /// <exception cref="InputException">The code is too easy to guess.</exception>
    public static Keys New(bool shared, string? code = null)
    {
        if (code is not null && Normal(code).Length < 4)
            throw new InputException("--code", "is too short: at least four letters or digits.");
        return new(
            Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)).Replace('+', '-').Replace('/', '_'),
            shared ? code ?? RandomNumberGenerator.GetString(Readable, CodeLength) : null);
    }

    /// <summary>A new visitor's number.</summary>
    public static string NewVisitor() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));

    /// <summary>
    /// What a word that somebody typed opens, or null. Both secrets are always compared, by their hashes, in a time that depends on neither.
    /// </summary>
    public Role? Opens(string? word)
    {
        var teacher = CryptographicOperations.FixedTimeEquals(Hash((word ?? "").Trim()), _teacher);
        var student = CryptographicOperations.FixedTimeEquals(Hash(Normal(word ?? "")), _class ?? _teacher) & _class is not null;
        return teacher ? Role.Teacher : student ? Role.Student : null;
    }

    /// <summary>Case, spaces and hyphens do not count when a code is typed on a phone.</summary>
    private static string Normal(string code) => string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    private static byte[] Hash(string word) => SHA256.HashData(Encoding.UTF8.GetBytes(word));
}
