using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TextCollapse.Torch.Modules;

/// <summary>Multi-head attention of every position to itself and the preceding ones.</summary>
internal sealed class CausalSelfAttention : nn.Module
{
    private readonly Linear _attention, _projection;
    private readonly int _heads;

    internal CausalSelfAttention(int width, int heads, bool bias, Device device) : base("attn")
    {
        _heads = heads;
        register_module("c_attn", _attention = nn.Linear(width, 3 * width, bias, device));
        register_module("c_proj", _projection = nn.Linear(width, width, bias, device));
    }

    /// <summary>Input and result are [rows, T, C].</summary>
    internal Tensor Attend(Tensor x, KvCache? past, SeededDropout? dropping)
    {
        var (rows, length, width) = (x.shape[0], x.shape[1], x.shape[2]);
        // The backward pass of chunk is one concatenation; that of three selections would be three zero-filled tensors and their sums.
        var parts = _attention.call(x).chunk(3, -1);
        var (query, key, value) = (Heads(parts[0]), Heads(parts[1]), Heads(parts[2])); // [rows, heads, T, C/heads]
        var y = (past, dropping) switch
        {
            ({ } cache, _) => cache.Attend(query, key, value),
            (null, { } dropout) => AttendDropping(query, key, value, dropout),
            _ => nn.functional.scaled_dot_product_attention(query, key, value, is_casual: true),
        };
        y = _projection.call(y.transpose(1, 2).reshape(rows, length, width));
        return dropping?.Of(y) ?? y;

        Tensor Heads(Tensor part) => part.view(rows, length, _heads, width / _heads).transpose(1, 2);
    }

    // libtorch's own dropout would draw from the generator that the whole process shares.
    private static Tensor AttendDropping(Tensor query, Tensor key, Tensor value, SeededDropout dropping)
    {
        var length = query.shape[2];
        var later = ones(length, length, ScalarType.Bool, query.device).triu(1);
        var scores = query.matmul(key.transpose(-2, -1)).Over(Math.Sqrt(query.shape[3]));
        return dropping.Of(scores.WithoutThose(later).softmax(-1)).matmul(value);
    }
}
