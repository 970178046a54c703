using System.Text.Json;
using System.Text.Json.Serialization;

namespace TextCollapse.Corpora;

/// <summary>A public text for download, an entry of <c>data/corpora.json</c>.</summary>
public sealed record PublicText
{
    /// <summary>The name in a study: <c>tiny-shakespeare</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, in a sentence.</summary>
    public required string Description { get; init; }

    /// <summary>Its licence.</summary>
    public required string Licence { get; init; }

    /// <summary>The download address: HTTPS, or HTTP on this machine's loopback interface.</summary>
    public required Uri Address { get; init; }

    /// <summary>Size of the download in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>SHA-256 of the download in hexadecimal; null if only <see cref="TextSha256"/> is known.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The file within the download, if that is a zip archive.</summary>
    public string? Entry { get; init; }

    /// <summary>The maximum size of that file in bytes.</summary>
    public long EntryBytes { get; init; }

    /// <summary>SHA-256 of that file in hexadecimal, or null.</summary>
    public string? TextSha256 { get; init; }

    /// <summary>The text begins after the first line with this prefix; null: at the beginning.</summary>
    public string? After { get; init; }

    /// <summary>The text ends before the next line with this prefix; null: at the end.</summary>
    public string? Before { get; init; }

    /// <summary>All texts of the manifest, which is embedded in the library.</summary>
    public static IReadOnlyList<PublicText> All { get; } = Load();

    private static List<PublicText> Load()
    {
        using var stream = typeof(PublicText).Assembly.GetManifestResourceStream("corpora.json")!;
        return JsonSerializer.Deserialize(stream, ManifestContext.Default.ListPublicText)!;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(List<PublicText>))]
internal sealed partial class ManifestContext : JsonSerializerContext;
