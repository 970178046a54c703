using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TextCollapse.Cli.Output;
using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Mitigations;
using TextCollapse.Experiments.Mixing;
using TextCollapse.Files;
using TextCollapse.Models;
using TextCollapse.Options;
using TextCollapse.Reporting;

namespace TextCollapse.Cli.Commands;

/// <summary><c>study list | show | validate | plan</c>: lists presets and components; shows, validates and freezes studies.</summary>
internal static class StudyCommand
{
    private const int MaxListed = 40;

    public static Command Create(Terminal terminal) => new("study", "Lists, shows, checks and freezes studies.")
    {
        List(terminal), Show(terminal), Validate(terminal), Plan(terminal),
    };

    private static Command List(Terminal terminal)
    {
        var command = new Command("list", "Lists the presets, mixing strategies, mitigations and model kinds.");
        command.SetAction(_ =>
        {
            var table = new Table().Border(TableBorder.Rounded).AddColumns("preset", "purpose", "expected result");
            foreach (var name in Presets.Names)
            {
                var study = StudyReader.Read(Presets.Find(name)!, name);
                table.AddRow(new Text(name), new Text(study.About), new Text(study.Expect));
            }
            terminal.Console.Write(table);
            Describe(terminal, "mixing strategy", MixingStrategies.All);
            Describe(terminal, "mitigation", MitigationKinds.All);
            Describe(terminal, "model kind", ModelKinds.All);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Show(Terminal terminal)
    {
        var name = new Argument<string>("name") { Description = "a study file or the name of a preset" };
        var keys = new Option<bool>("--keys") { Description = "lists all keys with their values in this study" };
        var command = new Command("show", "Prints the text of a study, to copy and edit.") { name, keys };
        command.SetAction(parsed =>
        {
            var (study, text, _) = StudySource.Read(parsed.GetValue(name)!, []);
            if (!parsed.GetValue(keys))
            {
                terminal.Out.WriteLine(text.TrimEnd());
                return ExitCode.Done;
            }
            var table = new Table().Border(TableBorder.Rounded).AddColumns("key", "value", "default", "description");
            var here = study.Options.Entries().ToDictionary(entry => entry.Key, entry => entry.Text);
            foreach (var key in StudyKeys.All)
                table.AddRow(Arms(key.Name, here.GetValueOrDefault(key.Name, "–"), key.Default, Help(key)));
            terminal.Console.Write(table);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Describe(Terminal terminal, string noun, IReadOnlyList<ComponentDescription> components)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns(noun, "options and defaults", "description");
        foreach (var component in components)
            table.AddRow(Arms(component.Name, string.Join(", ", component.Options.All.Select(option => $"{option.Name}={option.Default}")),
                component.Paper.Length > 0 ? $"{component.Help} ({component.Paper})" : component.Help));
        terminal.Console.Write(table);
    }

    private static Text[] Arms(params IEnumerable<string> texts) => [.. texts.Select(text => new Text(text))];

    private static string Help(StudyKey key) => key.Help
        + (key.Choices.Count > 0 ? $": {string.Join(", ", key.Choices)}" : "")
        + (key.For.Length > 0 ? $" (with {key.For})" : "");

    private static Command Validate(Terminal terminal)
    {
        var file = new Argument<string>("file") { Description = "a study file" };
        var yes = StudySource.AnySize();
        var command = new Command("validate", "Checks a study file and reports all its errors at once.") { file, yes };
        command.SetAction((parsed, cancellation) =>
        {
            var (study, _, _) = StudySource.Read(parsed.GetValue(file)!, [], any: parsed.GetValue(yes));
            var plan = StudyPlan.Of(study);
            CheckTexts(terminal, plan, cancellation);
            var arms = string.Join(", ", plan.Arms.Take(MaxListed).Select(arm => arm.Id));
            var more = plan.Arms.Count > MaxListed ? $" and {plan.Arms.Count - MaxListed} more" : "";
            terminal.Line(
                $"{parsed.GetValue(file)} is valid: {Count.Of(plan.Arms.Count, "arm")} ({arms}{more}), "
                + $"seeds {string.Join(", ", plan.Seeds)}.");
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    /// <summary>Reads and splits the real text of every arm with the first seed, as a run would.</summary>
    /// <exception cref="InputException">A text is missing, not clean, or too short.</exception>
    private static void CheckTexts(Terminal terminal, StudyPlan plan, CancellationToken cancellation)
    {
        var texts = new RealTexts(TextSource.Parse);
        var problems = new List<Problem>();
        foreach (var arm in plan.Arms)
            try
            {
                if (PublicText.All.FirstOrDefault(text => text.Name == arm.Options.Corpus.Source) is { } missing
                    && !TextCache.OfUser.Has(missing))
                    terminal.Line($"{missing.Name} is not downloaded, so its length was not checked: corpus get {missing.Name}");
                else if (TextWarnings.Overlap(texts.Of(arm, plan.Seeds[0], cancellation).Text) is { } warning)
                    terminal.Error($"{arm.Id}: {warning}");
            }
            catch (InputException e)
            {
                problems.AddRange(e.Problems.Except(problems));
            }
        if (problems.Count > 0)
            throw new InputException(problems);
    }

    private static Command Plan(Terminal terminal)
    {
        var file = new Argument<string>("file") { Description = "a study file or the name of a preset" };
        var output = new Option<string>("--out")
        {
            Description = "file for the plan",
            HelpName = "plan.json",
            DefaultValueFactory = _ => "plan.json",
        };
        var set = new Option<string[]>("--set")
        {
            Description = "overrides a key of the study: --set model.order=4",
            HelpName = "key=value",
            AllowMultipleArgumentsPerToken = false
        };
        var seeds = new Option<string?>("--seeds") { Description = "overrides the seeds: 1-5", HelpName = "LIST" };
        var yes = StudySource.AnySize();
        var pilot = new Option<string?>("--pilot")
        {
            Description = "an earlier run of the study, from which power is computed",
            HelpName = "DIR",
        };
        var deviation = new Option<double?>("--sd")
        {
            Description = "the standard deviation over seeds of a paired difference, from which power is computed",
            HelpName = "NUMBER",
        };
        deviation.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !(double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture,
                out var number) && number > 0 && double.IsFinite(number)))
                result.AddError($"--sd is '{result.Tokens[0].Value}'; it must be a number above 0, such as 0.03.");
        });
        var command = new Command("plan", "Freezes a study and reports its power, the seeds needed, and the least attainable p.")
        {
            file, output, set, seeds, pilot, deviation, yes,
        };
        command.SetAction(parsed =>
        {
            var (study, _, _) = StudySource.Read(parsed.GetValue(file)!, parsed.GetValue(set)
                ?? [], parsed.GetValue(seeds), parsed.GetValue(yes));
            OutputFile.Of("--out", parsed.GetValue(output)!, parsed.GetValue(file));
            var plan = StudyPlan.Of(study, CompositionRoot.All);
            var power = StudyPower.Of(plan, parsed.GetValue(pilot), parsed.GetValue(deviation));
            AtomicFile.WriteText(parsed.GetValue(output)!, plan.ToJson());
            terminal.Line($"{parsed.GetValue(output)}: {Count.Of(plan.Arms.Count, "arm")} × {Count.Of(plan.Seeds.Count, "seed")}, "
                + $"hash {plan.Hash()[..12]}");
            foreach (var sentence in power)
                terminal.Line(sentence);
            return ExitCode.Done;
        });
        return command;
    }
}
