// Lists what the shipped projects depend on, direct and transitive, with versions, licences and hashes, from what was restored:
//     dotnet run build/bill-of-materials.cs
// writes docs/dependencies.md for people and docs/sbom.cdx.json (CycloneDX 1.6) for programs. Run it after a build with all optional packages.
//     dotnet run build/bill-of-materials.cs -- --check
// compares what was restored with that bill instead: another version, another content or a package that it does not list is an error.
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;

var packages = new SortedDictionary<string, Package>(StringComparer.OrdinalIgnoreCase);
foreach (var assets in Directory.EnumerateFiles("src", "project.assets.json", SearchOption.AllDirectories))
{
    var root = JsonNode.Parse(File.ReadAllText(assets))!;
    var project = (string)root["project"]!["restore"]!["projectName"]!;
    var folders = root["packageFolders"]!.AsObject().Select(folder => folder.Key).ToArray();
    foreach (var (name, library) in root["libraries"]!.AsObject().Where(library => (string?)library.Value!["type"] == "package"))
    {
        var path = folders.Select(folder => Path.Combine(folder, (string)library!["path"]!)).First(Directory.Exists);
        var (id, version) = (name[..name.IndexOf('/')], name[(name.IndexOf('/') + 1)..]);
        if (!packages.TryGetValue(name, out var package))
            packages[name] = package = new(id, version, Licence(path), (string)library!["sha512"]!, []);
        package.Projects.Add(project);
    }
}

if (args.Contains("--check"))
    return Check(packages.Values);

var page = new StringBuilder("""
    # Dependencies

    What the shipped projects depend on, direct and transitive. Written by `dotnet run build/bill-of-materials.cs`, which also writes
    [sbom.cdx.json](sbom.cdx.json) (CycloneDX 1.6, with hashes). `dotnet package list --vulnerable --include-transitive` asks the feed for known vulnerabilities.

    Versions are pinned in `Directory.Packages.props`, and a restore that does not find exactly the requested version is an error. There is one
    `packages.lock.json`, the library's, whose packages are the same everywhere: each restore compares their contents with it, and continuous integration
    restores it in locked mode. The other projects have none: a build leaves out the optional packages that its feed or its machine lacks, and takes
    Blazor's script in the version of its SDK, so locked mode would reject valid builds. For them, the bill of materials is used instead: `dotnet run
    build/bill-of-materials.cs -- --check` rejects a restored package whose version or content (SHA-512) is not in the bill, but allows packages to be missing;
    continuous integration runs it.

    ## libtorch on older Linux

    The native library of TorchSharp 0.107.0, `libLibTorchSharp.so`, is compiled with GCC 13 and requires version `GLIBCXX_3.4.32` of the C++ library; Debian
    12 and Ubuntu 22.04 have 3.4.30, so the dynamic loader rejects it. Its only symbol of that version is `std::ios_base_library_init()`, and no relocation
    refers to it: the symbol marks that the C++ library sets up `std::cout` by itself. With an older one libc10 does that; it is compiled with an older GCC
    and is loaded first. libtorch itself needs nothing newer than 2018 (`GLIBC_2.29`).

    So if the normal load fails because of a missing version, and the relocations show that no symbol of this version is used, a copy of the file is loaded
    in which this one requirement is optional (`VER_FLG_WEAK` in `.gnu.version_r`, one byte). The package's own file is not changed. The copy is stored for each
    user, in `libtorch` under `TEXTCOLLAPSE_CACHE`, else `~/.cache/textcollapse`, under the SHA-256 of the original; it is compared byte for byte with what it
    must be each time it is loaded. If that folder is not writable, a temporary file is used. `doctor` shows which requirement was changed and the path of the
    copy. `TEXTCOLLAPSE_LIBTORCH_PATCH=0` allows the package's own file only.

    The version before it, `GLIBCXX_3.4.30`, is used (`std::condition_variable::wait`): with a C++ library older than GCC 12's (RHEL 9, Debian 11) libtorch does
    not load, the reason is reported, and `model.engine: auto` selects the managed engine. Before the first load the tables of each file are checked: one that is
    truncated, built for another processor or not a library is reported, because the loader would end the process.

    ## Not included

    `Microsoft.ML.TorchSharp` 0.23.1, whose text classifier (NAS-BERT) would be a second detector of generated text. It is compiled for TorchSharp 0.102.7
    and does not run with 0.107.0, which the torch engine uses. Its constructors initialise each linear and convolutional layer and dispose of the tensor
    that the initialiser returns. When it was compiled, a layer's weight was a new tensor at each access; since TorchSharp 0.104 it is the layer's own,
    which the initialiser returns, so the model disposes of its weights: training ends at the first text with "Tensor invalid -- empty handle".
    (One method is also missing: `torch.nn.functional.interpolate` as the object detector calls it.) 0.24.0, for Microsoft.ML 6.0.0, fails in the same way. A process
    can load only one TorchSharp, so this requires a Microsoft.ML.TorchSharp that is compiled for TorchSharp 0.104 or later. To reproduce it:

        dotnet test -c Release -p:HasMLNetTorchSharp=true tests/TextCollapse.TorchSharp.Tests --filter FullyQualifiedName~NasBert

    ## Packages

    | package | version | licence | used by |
    |---|---|---|---|

    """);
foreach (var package in packages.Values)
    page.Append("| ").AppendJoin(" | ", package.Id, package.Version, package.Licence, string.Join(", ", package.Projects)).Append(" |\n");
File.WriteAllText("docs/dependencies.md", page.ToString());

var version0 = XDocument.Load("Directory.Build.props").Descendants("Version").First().Value;
var bill = new JsonObject
{
    ["bomFormat"] = "CycloneDX",
    ["specVersion"] = "1.6",
    ["version"] = 1,
    ["metadata"] = new JsonObject { ["component"] = new JsonObject { ["type"] = "application", ["name"] = "TextCollapse", ["version"] = version0, ["bom-ref"] = $"pkg:nuget/TextCollapse.Cli@{version0}" } },
    ["components"] = new JsonArray([.. packages.Values.Select(package => new JsonObject
    {
        ["type"] = "library",
        ["name"] = package.Id,
        ["version"] = package.Version,
        ["purl"] = $"pkg:nuget/{package.Id}@{package.Version}",
        ["bom-ref"] = $"pkg:nuget/{package.Id}@{package.Version}",
        ["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-512", ["content"] = Convert.ToHexStringLower(Convert.FromBase64String(package.Sha512)) }),
        ["licenses"] = new JsonArray(new JsonObject { ["license"] = new JsonObject { ["name"] = package.Licence } }),
    })]),
};
File.WriteAllText("docs/sbom.cdx.json", bill.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n");
Console.WriteLine($"{packages.Count} packages");
return 0;

static int Check(IReadOnlyCollection<Package> restored)
{
    // Comes with the SDK, in its version.
    const string OfTheSdk = "Microsoft.AspNetCore.App.Internal.Assets";
    var listed = JsonNode.Parse(File.ReadAllText("docs/sbom.cdx.json"))!["components"]!.AsArray()
        .ToDictionary(component => $"{component!["name"]}/{component["version"]}", component => (string)component!["hashes"]![0]!["content"]!, StringComparer.OrdinalIgnoreCase);
    var problems = restored.Where(package => package.Id != OfTheSdk).Select(package =>
        !listed.TryGetValue($"{package.Id}/{package.Version}", out var hash) ? $"{package.Id} {package.Version} is not in docs/sbom.cdx.json"
        : hash != Convert.ToHexStringLower(Convert.FromBase64String(package.Sha512)) ? $"{package.Id} {package.Version} has other content than docs/sbom.cdx.json says" : null).OfType<string>().ToArray();
    foreach (var problem in problems)
        Console.WriteLine(problem);
    var failed = Math.Min(1, problems.Length);
    Console.WriteLine($"{restored.Count} packages against their bill: Failed: {failed}, Passed: {1 - failed}, Skipped: 0, Total: 1");
    return failed;
}

static string Licence(string path)
{
    var metadata = XDocument.Load(Directory.EnumerateFiles(path, "*.nuspec").First()).Root!.Elements().First();
    XElement? Of(string name) => metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name);
    return Of("license") is { } licence ? licence.Attribute("type")?.Value == "file" ? $"in its file {licence.Value}" : licence.Value : Of("licenseUrl")?.Value ?? "not stated";
}

internal sealed record Package(string Id, string Version, string Licence, string Sha512, SortedSet<string> Projects);
