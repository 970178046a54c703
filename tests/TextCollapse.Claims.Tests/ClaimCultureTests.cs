using TextCollapse.Tests;

namespace TextCollapse.Claims.Tests;

public class ClaimCultureTests
{
    public static TheoryData<string> Names => [.. Cultures.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_claim_is_put_in_the_same_words_and_finds_its_evidence(string name)
    {
        var expected = ClaimFiles.Ids.Select(Words).ToArray();
        Cultures.Under(name, () => Assert.Equal(expected, ClaimFiles.Ids.Select(Words)));

        static string Words(string id) =>
            $"{ClaimsFolder.Evidence(ClaimFiles.Find(id))}: {string.Join("; ", ClaimFiles.Find(id).Tests.Select(test => test.Measure.Words))}";
    }
}
