using System.Security.Cryptography;
using System.Text;

namespace TextCollapse.Web.Security;

/// <summary>The secrets of one server process: the teacher's key and, if the page is shared, the access code of the class.</summary>
internal sealed class AccessCodes
{
    // Without letters and digits that are easily confused on a projector.
    private const string CodeAlphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
    private const int CodeLength = 6, MinCodeLength = 4, TeacherKeyBytes = 18, VisitorIdBytes = 12;

    private readonly byte[] _teacherHash;
    private readonly byte[]? _classHash;

    private AccessCodes(string teacherKey, string? classCode) => (TeacherKey, ClassCode, _teacherHash, _classHash) =
        (teacherKey, classCode, Hash(teacherKey), classCode is null ? null : Hash(Normalize(classCode)));

    /// <summary>Gives full control; 144 random bits, URL-safe Base64.</summary>
    public string TeacherKey { get; }

    /// <summary>Admits students; null if the page is available on this machine only and needs no code.</summary>
    public string? ClassCode { get; }

    /// <summary>Creates new secrets.</summary>
    /// <param name="shared">Whether other machines can reach the page.</param>
    /// <param name="code">The class's access code; null for a random one.</param>
    /// <exception cref="InputException">The code is too short, or the page is not shared.</exception>
    public static AccessCodes Create(bool shared, string? code = null)
    {
        if (code is not null && !shared)
            throw new InputException(
                "--code", "needs --host: without it the page is available on this machine only and needs no code. Add --host 0.0.0.0.");
        if (code is not null && Normalize(code).Length < MinCodeLength)
            throw new InputException("--code", $"is too short: use at least {MinCodeLength} letters or digits.");
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(TeacherKeyBytes)).Replace('+', '-').Replace('/', '_');
        return new(key, shared ? code ?? RandomNumberGenerator.GetString(CodeAlphabet, CodeLength) : null);
    }

    /// <summary>A new visitor's random identifier.</summary>
    public static string NewVisitorId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(VisitorIdBytes));

    /// <summary>The role that a typed secret gives, or null. Both secrets are always compared, by hash, in constant time.</summary>
    public Role? RoleFor(string? secret)
    {
        var isTeacher = CryptographicOperations.FixedTimeEquals(Hash((secret ?? "").Trim()), _teacherHash);
        var isMatch = CryptographicOperations.FixedTimeEquals(Hash(Normalize(secret ?? "")), _classHash ?? _teacherHash);
        if (isTeacher)
            return Role.Teacher;
        return isMatch && _classHash is not null ? Role.Student : null;
    }

    /// <summary>Ignores case, spaces and hyphens, which keyboards of phones may add.</summary>
    private static string Normalize(string code) => string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
