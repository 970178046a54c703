namespace TextCollapse.Tests.Fuzzing;

/// <summary>Random damage to bytes: flipped bits, cuts, repeats, words of the format in the wrong place, numbers out of range, hostile characters.</summary>
internal sealed class Mutation(Random random, params string[] words)
{
    private static readonly string[] Anywhere =
    [
        "", "0", "-1", "2147483648", "99999999999999999999", "1e400", "NaN", "null", "true", "{", "}", "[", "]", "\"", ":", ",", "\n", "\t", "\0", "\uFEFF", "\u202E", "e\u0301", "😀", "../../etc/passwd",
    ];

    public byte[] Of(byte[] bytes)
    {
        var mutated = bytes.ToList();
        for (var times = random.Next(1, 6); times > 0; times--)
            Once(mutated);
        return [.. mutated];
    }

    private void Once(List<byte> bytes)
    {
        var at = random.Next(bytes.Count + 1);
        var length = Math.Min(random.Next(1, 40), bytes.Count - at);
        switch (random.Next(7))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes.RemoveRange(at, length);
                break;
            case 2:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 3:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 4:
                var noise = new byte[random.Next(1, 16)];
                random.NextBytes(noise);
                bytes.InsertRange(at, noise);
                break;
            case 5:
                bytes.InsertRange(at, System.Text.Encoding.UTF8.GetBytes(Word()));
                break;
            default:
                bytes.RemoveRange(at, length);
                bytes.InsertRange(at, System.Text.Encoding.UTF8.GetBytes(Word()));
                break;
        }
    }

    private string Word() => words.Length > 0 && random.Next(2) == 0 ? words[random.Next(words.Length)] : Anywhere[random.Next(Anywhere.Length)];
}
