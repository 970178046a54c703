using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TextCollapse.Tests.Metrics;

/// <summary>
/// The few Python expressions in which vectors write long texts: string literals, 'x'*n, sums of those, and sep.join(str(i) for i in range(n)).
/// </summary>
internal static partial class PythonText
{
    public static string Evaluate(string expression)
    {
        var text = new StringBuilder();
        var rest = expression.Trim();
        while (true)
        {
            var term = Term().Match(rest);
            if (!term.Success)
                throw new NotSupportedException($"The Python expression {expression} is not one that vectors were known to use.");
            text.Append(Value(term));
            rest = rest[term.Length..].Trim();
            if (rest.Length == 0)
                return text.ToString();
            if (rest[0] != '+')
                throw new NotSupportedException($"The Python expression {expression} is not one that vectors were known to use.");
            rest = rest[1..].Trim();
        }
    }

    private static string Value(Match term)
    {
        var literal = Regex.Unescape(term.Groups["text"].Value[1..^1]);
        if (term.Groups["range"].Success)
            return string.Join(literal, Enumerable.Range(0, Integer("range")));
        return term.Groups["times"].Success ? string.Concat(Enumerable.Repeat(literal, Integer("times"))) : literal;

        int Integer(string group) => int.Parse(term.Groups[group].Value.Replace("_", ""), CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("""^\(?(?<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\)?(?:\s*\*\s*(?<times>[\d_]+)|\.join\(\s*\[?\s*str\(i\) for i in range\((?<range>[\d_]+)\)\s*\]?\s*\))?""")]
    private static partial Regex Term();
}
