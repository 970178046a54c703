using System.CommandLine;
using Spectre.Console;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Mitigations;
using TextCollapse.Experiments.Mixing;
using TextCollapse.Files;
using TextCollapse.Models;
using TextCollapse.Options;

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
                table.AddRow(Cells(key.Name, here.GetValueOrDefault(key.Name, "–"), key.Default, Help(key)));
            terminal.Console.Write(table);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Describe(Terminal terminal, string noun, IReadOnlyList<ComponentDescription> components)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns(noun, "options and defaults", "description");
        foreach (var component in components)
            table.AddRow(Cells(component.Name, string.Join(", ", component.Options.All.Select(option => $"{option.Name}={option.Default}")),
                component.Paper.Length > 0 ? $"{component.Help} ({component.Paper})" : component.Help));
        terminal.Console.Write(table);
    }

    private static Text[] Cells(params IEnumerable<string> texts) => [.. texts.Select(text => new Text(text))];

    private static string Help(StudyKey key) => key.Help
        + (key.Choices.Count > 0 ? $": {string.Join(", ", key.Choices)}" : "")
        + (key.For.Length > 0 ? $" (with {key.For})" : "");

    private static Command Validate(Terminal terminal)
    {
        var file = new Argument<string>("file") { Description = "a study file" };
        var yes = StudySource.AnySize();
        var command = new Command("validate", "Checks a study file and reports all its errors at once.") { file, yes };
        command.SetAction(parsed =>
        {
            var (study, _, _) = StudySource.Read(parsed.GetValue(file)!, [], any: parsed.GetValue(yes));
            var plan = StudyPlan.Of(study);
            var arms = string.Join(", ", plan.Cells.Take(MaxListed).Select(cell => cell.Id));
            var more = plan.Cells.Count > MaxListed ? $" and {plan.Cells.Count - MaxListed} more" : "";
            terminal.Line(
                $"{parsed.GetValue(file)} is valid: {plan.Cells.Count} arms ({arms}{more}), seeds {string.Join(", ", plan.Seeds)}.");
            return ExitCode.Done;
        });
        return command;
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
        var command = new Command("plan", "Freezes a study: writes its arms and seeds to a plan, with hashes.")
        {
            file, output, set, seeds, yes,
        };
        command.SetAction(parsed =>
        {
            var (study, _, _) = StudySource.Read(parsed.GetValue(file)!, parsed.GetValue(set)
                ?? [], parsed.GetValue(seeds), parsed.GetValue(yes));
            var plan = StudyPlan.Of(study, CompositionRoot.All);
            AtomicFile.WriteText(parsed.GetValue(output)!, plan.ToJson());
            terminal.Line($"{parsed.GetValue(output)}: {plan.Cells.Count} arms × {plan.Seeds.Count} seeds, hash {plan.Hash()[..12]}");
            return ExitCode.Done;
        });
        return command;
    }
}
