using System.Globalization;
using TextCollapse.Corpora;
using TextCollapse.Models;
using TextCollapse.Web.Hosting;

namespace TextCollapse.Web.Lessons;

/// <summary>All settings that determine the results of a lesson, including the seed. Equal settings give equal results.</summary>
public sealed record LessonSettings
{
    /// <summary>The maximum number of arms.</summary>
    internal const int MaxArms = 6;

    /// <summary>The prefix of the name of an uploaded text, followed by its hash.</summary>
    internal const string UploadPrefix = "own-";

    private static readonly string[] Keys =
        ["corpus", "characters", "model", "order", "temperature", "top_p", "generations", "seed", "arms"];

    /// <summary>The built-in corpora.</summary>
    internal static IReadOnlyList<string> Corpora { get; } = [.. TextSource.ForClassroom.Select(text => text.Name)];

    /// <summary>The available models.</summary>
    internal static IReadOnlyList<string> Models { get; } =
        [.. ModelKinds.All.Where(kind => kind.IsForClassroom).Select(kind => kind.Name)];

    /// <summary>One of <see cref="Corpora"/>, or <c>own-HASH</c> for an uploaded text.</summary>
    public string Corpus { get; init; } = "dotnet-docs";

    /// <summary>Characters of real training text, and of each generated text.</summary>
    public int Characters { get; init; } = 60_000;

    /// <summary>One of <see cref="Models"/>.</summary>
    public string Model { get; init; } = "ngram";

    /// <summary>The length of the n-grams, in characters.</summary>
    public int Order { get; init; } = 5;

    /// <summary>The sampling temperature.</summary>
    public double Temperature { get; init; } = 0.9;

    /// <summary>The probability mass of nucleus sampling; 1 samples from all characters.</summary>
    public double TopP { get; init; } = 1;

    /// <summary>The last generation.</summary>
    public int Generations { get; init; } = 12;

    /// <summary>The seed.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>The arms, in order.</summary>
    public IReadOnlyList<LessonArm> Arms { get; init; } = [new("replace"), new("accumulate"), new("fixed-real", 10), new("fixed-real", 50)];

    /// <summary>Whether the corpus was uploaded.</summary>
    internal bool IsUpload => Corpus.StartsWith(UploadPrefix, StringComparison.Ordinal);

    /// <summary>Whether both give the same results.</summary>
    public bool Equals(LessonSettings? other) => other is not null && Query() == other.Query();

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Query(), StringComparison.Ordinal);

    /// <summary>The settings as the query of a link.</summary>
    public string Query() => FormattableString.Invariant($"corpus={Uri.EscapeDataString(Corpus)}&characters={Characters}&model={Model}")
        + FormattableString.Invariant($"&order={Order}&temperature={Temperature}&top_p={TopP}&generations={Generations}&seed={Seed}")
        + $"&arms={string.Join(',', Arms.Select(arm => arm.Key))}";

    /// <summary>The settings of a link or of its query.</summary>
    /// <exception cref="InputException">It has no settings, or invalid ones.</exception>
    public static LessonSettings Parse(string link)
    {
        var settings = FromQuery(QueryString.Parse(link[(link.IndexOf('?') + 1)..]), out var problems);
        if (problems.Count > 0)
            throw new InputException(problems);
        var example = new LessonSettings().Query();
        return settings ?? throw new InputException("lesson", $"'{link}' has no settings of a lesson; expected, for example, '{example}'.");
    }

    /// <summary>
    /// The settings in a query; null if it has none. Missing and invalid ones keep their defaults; invalid ones are reported.
    /// </summary>
    internal static LessonSettings? FromQuery(IReadOnlyDictionary<string, string> query, out IReadOnlyList<Problem> problems)
    {
        var found = new List<Problem>();
        problems = found;
        if (!Keys.Any(query.ContainsKey))
            return null;
        var defaults = new LessonSettings();
        return new()
        {
            Corpus = Text("corpus", defaults.Corpus, IsCorpus, $"one of {string.Join(", ", Corpora)}, or an uploaded text"),
            Characters = Integer("characters", defaults.Characters, LessonRanges.Characters),
            Model = Text("model", defaults.Model, Models.Contains, $"one of {string.Join(", ", Models)}"),
            Order = Integer("order", defaults.Order, LessonRanges.Order),
            Temperature = Number("temperature", defaults.Temperature, LessonRanges.Temperature),
            TopP = Number("top_p", defaults.TopP, LessonRanges.TopP),
            Generations = Integer("generations", defaults.Generations, LessonRanges.Generations),
            Seed = Integer("seed", (int)defaults.Seed, LessonRanges.Seed),
            Arms = ParseArms(),
        };

        string Text(string key, string fallback, Func<string, bool> isAllowed, string expected)
        {
            if (!query.TryGetValue(key, out var value))
                return fallback;
            return isAllowed(value) ? value : Report(key, value, expected, fallback);
        }

        int Integer(string key, int fallback, LessonRange range)
        {
            if (!query.TryGetValue(key, out var value))
                return fallback;
            var isNumber = int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
            return isNumber && range.Contains(number) ? number : Report(key, value, $"an integer {range}", fallback);
        }

        double Number(string key, double fallback, LessonRange range)
        {
            if (!query.TryGetValue(key, out var value))
                return fallback;
            var isNumber = double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
            return isNumber && range.Contains(number) ? number : Report(key, value, $"a number {range}", fallback);
        }

        IReadOnlyList<LessonArm> ParseArms()
        {
            if (!query.TryGetValue("arms", out var value))
                return defaults.Arms;
            var arms = value.Split(',').Select(LessonArm.Parse).ToArray();
            var areValid = arms.Length is >= 1 and <= MaxArms && arms.All(arm => arm is not null) && arms.Distinct().Count() == arms.Length;
            return areValid
                ? [.. arms.Select(arm => arm!.Value)]
                : Report("arms", value, $"a list of up to {MaxArms} different arms such as replace, accumulate, real-10", defaults.Arms);
        }

        T Report<T>(string key, string value, string expected, T fallback)
        {
            found.Add(new(key, $"'{(value.Length > 40 ? value[..40] + "…" : value)}' is not {expected}."));
            return fallback;
        }
    }

    private static bool IsCorpus(string name)
    {
        if (!name.StartsWith(UploadPrefix, StringComparison.Ordinal))
            return Corpora.Contains(name);
        var hash = name[UploadPrefix.Length..];
        return hash.Length == UploadedTexts.HashLength && hash.All(char.IsAsciiHexDigitLower);
    }
}
