using System.Globalization;
using TextCollapse.Corpora;
using TextCollapse.Models;

namespace TextCollapse.Web.Lessons;

/// <summary>What a lesson trains on what: everything that its numbers depend on, the seed included. Two lessons with equal settings show the same.</summary>
public sealed record LessonSettings
{
    /// <summary>Most arms side by side.</summary>
    public const int MostArms = 6;

    /// <summary>What a corpus of one's own is called, before its hash.</summary>
    public const string OwnPrefix = "own-";

    /// <summary>The corpora that come with the program.</summary>
    public static IReadOnlyList<string> Corpora { get; } = [.. TextSource.ForClassroom.Select(text => text.Name)];

    /// <summary>The models to choose from.</summary>
    public static IReadOnlyList<string> Models { get; } = [.. ModelKinds.All.Where(kind => kind.IsForClassroom).Select(kind => kind.Name)];

    /// <summary>One of <see cref="Corpora"/>, or <c>own-HASH</c> for a text that was given to the page.</summary>
    public string Corpus { get; init; } = "dotnet-docs";

    /// <summary>Characters of real text that generation 0 reads and every generation writes.</summary>
    public int Characters { get; init; } = 60_000;

    /// <summary>One of <see cref="Models"/>.</summary>
    public string Model { get; init; } = "ngram";

    /// <summary>Length of the n-grams.</summary>
    public int Order { get; init; } = 5;

    /// <summary>The temperature at which text is drawn.</summary>
    public double Temperature { get; init; } = 0.9;

    /// <summary>The nucleus from which text is drawn; 1 for all.</summary>
    public double TopP { get; init; } = 1;

    /// <summary>The last generation.</summary>
    public int Generations { get; init; } = 12;

    /// <summary>The seed.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>The arms, in order.</summary>
    public IReadOnlyList<LessonArm> Arms { get; init; } = [new("replace"), new("accumulate"), new("fixed-real", 10), new("fixed-real", 50)];

    /// <summary>Whether both ask for the same numbers.</summary>
    public bool Equals(LessonSettings? other) => other is not null && Query() == other.Query();

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Query(), StringComparison.Ordinal);

    /// <summary>The settings as part of a link.</summary>
    public string Query() => string.Create(CultureInfo.InvariantCulture,
        $"corpus={Uri.EscapeDataString(Corpus)}&characters={Characters}&model={Model}&order={Order}&temperature={Temperature}&top_p={TopP}&generations={Generations}&seed={Seed}&arms={string.Join(',', Arms.Select(arm => arm.Key))}");

    /// <summary>The settings that a link asks for; null if it asks for none. What is missing is as usual; what is wrong is left as usual and told.</summary>
    public static LessonSettings? FromQuery(IReadOnlyDictionary<string, string> query, out IReadOnlyList<Problem> problems)
    {
        var said = new List<Problem>();
        problems = said;
        if (!Keys.Any(query.ContainsKey))
            return null;
        var usual = new LessonSettings();
        return new()
        {
            Corpus = Text("corpus", usual.Corpus, IsCorpus, $"one of {string.Join(", ", Corpora)}, or a text of your own"),
            Characters = Whole("characters", usual.Characters, LessonRanges.Characters),
            Model = Text("model", usual.Model, Models.Contains, $"one of {string.Join(", ", Models)}"),
            Order = Whole("order", usual.Order, LessonRanges.Order),
            Temperature = Number("temperature", usual.Temperature, LessonRanges.Temperature),
            TopP = Number("top_p", usual.TopP, LessonRanges.TopP),
            Generations = Whole("generations", usual.Generations, LessonRanges.Generations),
            Seed = Whole("seed", (int)usual.Seed, LessonRanges.Seed),
            Arms = ArmsOf(query.GetValueOrDefault("arms")) ?? usual.Arms,
        };

        string Text(string key, string otherwise, Func<string, bool> allowed, string expected) =>
            !query.TryGetValue(key, out var value) || allowed(value) ? value ?? otherwise : Wrong(key, value, expected, otherwise);

        int Whole(string key, int otherwise, LessonRange range) =>
            !query.TryGetValue(key, out var value) ? otherwise
            : int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && range.Allows(number) ? number
            : Wrong(key, value, $"a whole number {range}", otherwise);

        double Number(string key, double otherwise, LessonRange range) =>
            !query.TryGetValue(key, out var value) ? otherwise
            : double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && range.Allows(number) ? number
            : Wrong(key, value, $"a number {range}", otherwise);

        IReadOnlyList<LessonArm>? ArmsOf(string? value)
        {
            if (value is null)
                return null;
            var arms = value.Split(',').Select(LessonArm.Parse).ToArray();
            return arms.Length is >= 1 and <= MostArms && arms.All(arm => arm is not null) && arms.Distinct().Count() == arms.Length
                ? [.. arms.Select(arm => arm!.Value)]
                : Wrong<IReadOnlyList<LessonArm>?>("arms", value, $"up to {MostArms} different words such as replace, accumulate, real-10", null);
        }

        T Wrong<T>(string key, string value, string expected, T otherwise)
        {
            said.Add(new(key, $"'{(value.Length > 40 ? value[..40] + "…" : value)}' is not {expected}."));
            return otherwise;
        }
    }

    private static IReadOnlyList<string> Keys { get; } = ["corpus", "characters", "model", "order", "temperature", "top_p", "generations", "seed", "arms"];

    private static bool IsCorpus(string name) => Corpora.Contains(name)
        || (name.StartsWith(OwnPrefix, StringComparison.Ordinal) && name.Length == OwnPrefix.Length + OwnTexts.HashLength && name[OwnPrefix.Length..].All(char.IsAsciiHexDigitLower));
}

/// <summary>What a number of a lesson may be: small enough for a laptop in front of a class.</summary>
/// <param name="Least">The least.</param>
/// <param name="Most">The greatest.</param>
/// <param name="Step">What one notch of its slider is.</param>
public sealed record LessonRange(double Least, double Most, double Step)
{
    /// <summary>Whether it may be this.</summary>
    public bool Allows(double value) => value >= Least && value <= Most;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"from {Least} to {Most}");
}

/// <summary>The ranges of a lesson's numbers.</summary>
public static class LessonRanges
{
    /// <summary>Of <see cref="LessonSettings.Characters"/>.</summary>
    public static LessonRange Characters { get; } = new(10_000, 400_000, 10_000);

    /// <summary>Of <see cref="LessonSettings.Order"/>.</summary>
    public static LessonRange Order { get; } = new(1, 8, 1);

    /// <summary>Of <see cref="LessonSettings.Temperature"/>.</summary>
    public static LessonRange Temperature { get; } = new(0.3, 1.5, 0.05);

    /// <summary>Of <see cref="LessonSettings.TopP"/>.</summary>
    public static LessonRange TopP { get; } = new(0.1, 1, 0.05);

    /// <summary>Of <see cref="LessonSettings.Generations"/>.</summary>
    public static LessonRange Generations { get; } = new(1, 30, 1);

    /// <summary>Of <see cref="LessonSettings.Seed"/>.</summary>
    public static LessonRange Seed { get; } = new(0, 1_000_000, 1);

    /// <summary>Of the real share of a mixed arm, per cent.</summary>
    public static LessonRange Percent { get; } = new(1, 99, 1);
}
