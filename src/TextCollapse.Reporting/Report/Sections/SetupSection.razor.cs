using TextCollapse.Experiments.Configuration;

namespace TextCollapse.Reporting.Report;

partial class SetupSection
{
    // A larger table is collapsed, because it would push the results off the first screen.
    private const int MaxArms = 10;

    private static readonly string[] Groups = ["corpus", "model", "training", "decoding", "mixing"];

    private readonly ReportData _data;
    private readonly string _about;
    private readonly IReadOnlyList<string> _varying;
    private readonly IReadOnlyList<IReadOnlyList<Field>> _rows;
    private readonly IReadOnlyList<(string Section, string Settings)> _common;

    internal SetupSection(ReportData data)
    {
        _data = data;
        _about = About(data);
        var arms = data.Folder.Plan.Arms;
        Dictionary<string, string>[] values =
            [.. arms.Select(arm => arm.Options.Entries().ToDictionary(entry => entry.Key, entry => entry.Text))];
        _varying = ArmOptions.Varying(arms.Select(arm => arm.Options));
        _rows =
        [
            .. arms.Zip(values, (arm, value) =>
                (IReadOnlyList<Field>)[arm.Id, .. _varying.Select(key => Field.Foreign(value.GetValueOrDefault(key, "–")))]),
        ];
        _common =
        [
            .. values[0].Keys.Except(_varying).Where(key => values[0][key].Length > 0).GroupBy(Group)
                .OrderBy(group => Array.IndexOf([.. Groups, "other"], group.Key))
                .Select(group =>
                    (group.Key, string.Join(" · ", group.Select(key => $"{Name(key)} {VisibleText.Line(values[0][key])}")))),
        ];
    }

    internal override string Id => "setup";

    internal override string Title => "Setup";

    internal override bool HasContent => _data.Analysis is null;

    private static string Group(string key) => key.Split('.')[0] is var group && Groups.Contains(group) ? group : "other";

    private static string Name(string key) => key[(key.IndexOf('.', StringComparison.Ordinal) + 1)..].Replace('_', ' ');

    /// <summary>The description of the study, if its file can still be read.</summary>
    private static string About(ReportData data)
    {
        try
        {
            return StudyReader.ReadFile(data.Folder.PathOf("study.yaml")).About;
        }
        catch (InputException)
        {
            return "";
        }
    }
}
