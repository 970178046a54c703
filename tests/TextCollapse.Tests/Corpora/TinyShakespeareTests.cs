using System.Security.Cryptography;
using TextCollapse.Corpora;

namespace TextCollapse.Tests.Corpora;

/// <summary>A test on tiny Shakespeare, skipped where the text is not beside the repository.</summary>
public sealed class TinyShakespeareFactAttribute : FactAttribute
{
    public TinyShakespeareFactAttribute()
    {
        if (TextPath is null)
            Skip = "tiny Shakespeare is not at ../shared/data/tinyshakespeare.txt";
    }

    internal static string? TextPath => Repository.TinyShakespeare;
}

public class TinyShakespeareTests
{
    [TinyShakespeareFact]
    public void The_manifest_has_its_hash_and_the_customary_split_its_size()
    {
        var path = TinyShakespeareFactAttribute.TextPath!;
        Assert.Equal(PublicText.All.Single(text => text.Name == "tiny-shakespeare").Sha256, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))));
        var real = RealText.Prepare(new FileText(path), new() { Train = 1_000_000, HeldOut = 111_540, Validation = 0, Split = TextSplit.Tail });
        Assert.Equal((1_000_000, 111_540, 65), (real.Training.Characters, real.HeldOut.Characters + real.HeldOutOutside, real.Alphabet.Size));
    }
}
