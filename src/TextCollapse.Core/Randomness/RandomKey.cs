using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace TextCollapse.Randomness;

/// <summary>
/// Identifies where a study uses randomness. Together with a purpose and a stream number it determines a <see cref="RandomStream"/>, so
/// that adding a metric, an arm or a thread changes no text.
/// </summary>
/// <param name="Seed">The chain's seed: arms that are compared share it.</param>
/// <param name="Arm">What the draws are for; arms that are compared share it.</param>
/// <param name="Generation">0 for the model of real text.</param>
public readonly record struct RandomKey(long Seed, string Arm, int Generation)
{
    /// <summary>The stream with this purpose (<c>"decode"</c>, <c>"initialise"</c>, …) and number.</summary>
    public RandomStream Stream(string purpose, long number = 0)
    {
        var name = Encoding.UTF8.GetBytes($"{Arm}\0{purpose}");
        var bytes = new byte[12 + name.Length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, Seed);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), Generation);
        name.CopyTo(bytes, 12);
        return new RandomStream(BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(bytes)), (ulong)number);
    }
}
