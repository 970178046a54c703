using static TorchSharp.torch;

namespace TextCollapse.Torch.Modules;

/// <summary>
/// The keys and values of one layer, [streams, heads, Context + 1, C/heads]; the last position takes the keys and values of idle streams.
/// </summary>
internal sealed class KvCache(GptDecoderState past, int streams, int heads, int context, int headSize, Device device) : IDisposable
{
    private readonly Tensor _keys = zeros(streams, heads, context + 1, headSize, device: device).DetachFromDisposeScope();
    private readonly Tensor _values = zeros(streams, heads, context + 1, headSize, device: device).DetachFromDisposeScope();

    /// <summary>Stores the keys and values of the new symbols and attends; all tensors are [active streams, heads, T, C/heads].</summary>
    internal Tensor Attend(Tensor query, Tensor key, Tensor value)
    {
        if (past.Refilled is { } streams)
        {
            _keys.narrow(2, 0, key.shape[2]).index_copy_(0, streams, key);
            _values.narrow(2, 0, key.shape[2]).index_copy_(0, streams, value);
            return nn.functional.scaled_dot_product_attention(query, key, value, is_casual: true);
        }
        if (past.Common is >= 0 and var length)
        {
            _keys.narrow(2, length, 1).copy_(key);
            _values.narrow(2, length, 1).copy_(value);
            return nn.functional.scaled_dot_product_attention(query, _keys.narrow(2, 0, length + 1), _values.narrow(2, 0, length + 1));
        }
        var places = past.Places.view(-1, 1, 1, 1).expand(key.shape);
        _keys.scatter_(2, places, key);
        _values.scatter_(2, places, value);
        return nn.functional.scaled_dot_product_attention(query, _keys, _values, past.Visible);
    }

    internal void Copy(int from, int to)
    {
        _keys.select(0, to).copy_(_keys.select(0, from));
        _values.select(0, to).copy_(_values.select(0, from));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _keys.Dispose();
        _values.Dispose();
    }
}
