#:property PublishAot=false
#:project ../src/TextCollapse.Reporting/TextCollapse.Reporting.csproj
// How often the eight definitions of collapse say yes in a run, chain by chain and in groups of five seeds:
//   dotnet run --project src/TextCollapse.Cli -c Release -- run build/profile-calibration.yaml --out runs/calibration
//   dotnet run -c Release --file build/profile-calibration.cs -- runs/calibration
using TextCollapse.Experiments.Storage;
using TextCollapse.Metrics.Definitions;
using TextCollapse.Metrics.Statistics;
using TextCollapse.Reporting;

const int GroupSize = 5;
using var run = RunFolder.Read(args[0]);
foreach (var arm in RunStore.Read(run).Rows.GroupBy(row => row.Cell))
{
    var chains = arm.GroupBy(row => row.Seed).OrderBy(chain => chain.Key).Select(chain => chain.ToArray()).ToArray();
    Show($"{arm.Key}, one seed", [.. chains]);
    Show($"{arm.Key}, {GroupSize} seeds", [.. chains.Chunk(GroupSize).Where(group => group.Length == GroupSize)
        .Select(group => group.SelectMany(rows => rows).ToArray())]);
}

static void Show(string title, GenerationRow[][] arms)
{
    var profiles = arms.AsParallel().Select(rows => CollapseProfile.Of(new ProfiledArm("arm", rows))).ToArray();
    Console.WriteLine($"{title}: {profiles.Length} profiles");
    foreach (var definition in CollapseDefinition.All)
    {
        var marks = profiles.Select(profile => profile.Readings[definition.Number - 1].Mark).ToArray();
        string Count(ProfileMark mark) => $"{marks.Count(one => one == mark)} {mark.Words()}";
        Console.WriteLine($"  {definition.Number} {definition.Name}: {Count(ProfileMark.Yes)}, {Count(ProfileMark.No)}, "
            + $"{Count(ProfileMark.Undecided)}, {Count(ProfileMark.NotAsked)}");
    }
}
