using System.Globalization;
using System.Text.RegularExpressions;

namespace TextCollapse.Experiments.Analysis;

/// <summary>Finds the order of generations from the names of their files or folders.</summary>
internal static partial class GenerationOrder
{
    /// <summary>Names without a number that stand for what the first model was trained on or is.</summary>
    private static readonly string[] Origins = ["real", "human", "original", "gold", "base", "baseline", "data", "source", "train", "seed"];

    /// <summary>The number in each name; those of names that differ in one number only, and of others the last number.</summary>
    /// <exception cref="InputException">A name has no number, two have the same, or several numbers of a name could be meant.</exception>
    public static long[] Numbers(string place, IReadOnlyList<string> names)
    {
        var digits = names.Select(name => Digits().Matches(name).Select(match => match.Value).ToArray()).ToArray();
        var origin = Enumerable.Range(0, names.Count).Where(i => digits[i].Length == 0).ToArray();
        if (names.Count > 1 && (origin.Length > 1 || (origin.Length == 1 && !IsOrigin(names[origin[0]]))))
            throw new InputException(place, $"'{names[origin[0]]}' has no number that would say which generation it is. "
                + "Name the files with numbers (gen-00.txt, gen-01.txt, …), or give the order with --order.");
        var numbered = Enumerable.Range(0, names.Count).Except(origin).ToArray();
        var position = Position(place, [.. numbered.Select(i => names[i])], [.. numbered.Select(i => digits[i])]);
        var numbers = new long[names.Count];
        foreach (var i in numbered)
            numbers[i] = int.TryParse(digits[i][position < 0 ? ^1 : position], CultureInfo.InvariantCulture, out var number) ? number
                : throw new InputException(place, $"the number in '{names[i]}' is too long for a generation; give the order with --order.");
        foreach (var i in origin)
            numbers[i] = names.Count == 1 ? 0 : numbered.Min(other => numbers[other]) - 1;
        if (numbers.Select((number, i) => (number, i)).GroupBy(one => one.number).FirstOrDefault(group => group.Count() > 1) is { } same)
            throw new InputException(place, string.Create(CultureInfo.InvariantCulture,
                $"generation {same.Key} is there twice: '{names[same.First().i]}' and '{names[same.Last().i]}'. ")
                + "Leave one out, or give the order with --order.");
        return numbers;
    }

    /// <summary>
    /// Generations from 0 for numbers found in names: they must follow each other in equal steps. A note says what was renumbered.
    /// </summary>
    /// <exception cref="InputException">A number is missing, or there is one generation only.</exception>
    public static (IReadOnlyDictionary<long, int> Generations, string? Note) Renumber(string place, IEnumerable<long> found)
    {
        var numbers = found.Distinct().Order().ToArray();
        if (numbers.Length < 2)
            throw new InputException(place, "there is one generation only, so that nothing can be compared with it. Give the texts of "
                + "later generations too; 'textcollapse measure' measures one text.");
        var step = numbers[1] - numbers[0];
        for (var i = 1; i < numbers.Length; i++)
            if (numbers[i] - numbers[i - 1] != step)
            {
                var smallest = Math.Min(step, numbers[i] - numbers[i - 1]);
                var at = Enumerable.Range(1, numbers.Length - 1).First(next => numbers[next] - numbers[next - 1] != smallest);
                throw new InputException(place, string.Create(CultureInfo.InvariantCulture,
                    $"generation {numbers[at - 1] + smallest} is missing: ")
                    + $"{string.Join(", ", numbers.Take(8))}{(numbers.Length > 8 ? ", …" : "")} are there. "
                    + "Give it too; or say with --order which files are generations 0, 1, 2, …");
            }
        var generations = numbers.Select((number, i) => (number, i)).ToDictionary(one => one.number, one => one.i);
        var last = numbers[^1].ToString(CultureInfo.InvariantCulture);
        return (generations, numbers[0] == 0 && step == 1 ? null : string.Create(CultureInfo.InvariantCulture,
            $"the numbers {numbers[0]}, {numbers[1]}, … {last} are taken as generations 0, 1, … {numbers.Length - 1}"));
    }

    private static bool IsOrigin(string name) =>
        Origins.Any(origin => name.Split('.', '-', '_', ' ', '/').Contains(origin, StringComparer.OrdinalIgnoreCase));

    /// <summary>The number that tells alike names apart; −1 for the last one of names that are not alike.</summary>
    private static int Position(string place, string[] names, string[][] digits)
    {
        if (names.Length < 2)
            return digits.Length == 1 ? digits[0].Length - 1 : -1;
        if (names.Select(name => Digits().Replace(name, "#")).Distinct().Count() > 1)
            return -1;
        int[] varying = [.. Enumerable.Range(0, digits[0].Length).Where(at => digits.Select(one => one[at]).Distinct().Count() > 1)];
        int[] telling = [.. varying.Where(at => digits.Select(one => one[at]).Distinct().Count() == names.Length)];
        if (telling.Length == 1)
            return telling[0];
        throw new InputException(place, varying.Length == 0
            ? $"'{names[0]}' and '{names[1]}' do not differ in a number. Give the order with --order."
            : $"several numbers in '{names[0]}' and '{names[1]}' differ, and each could be the generation. Give the order with --order.");
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
