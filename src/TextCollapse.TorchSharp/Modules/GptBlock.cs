using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TextCollapse.Torch.Modules;

/// <summary>One block: attention and a feed-forward part, each applied to the normalised input and added to the residual stream.</summary>
internal sealed class GptBlock : nn.Module
{
    private readonly LayerNorm _norm1, _norm2;
    private readonly CausalSelfAttention _attention;
    private readonly FeedForward _feedForward;

    internal GptBlock(int width, int heads, bool bias, Device device) : base("block")
    {
        register_module("ln_1", _norm1 = nn.LayerNorm(width, bias: bias, device: device));
        register_module("attn", _attention = new CausalSelfAttention(width, heads, bias, device));
        register_module("ln_2", _norm2 = nn.LayerNorm(width, bias: bias, device: device));
        register_module("mlp", _feedForward = new FeedForward(width, bias, device));
    }

    internal Tensor Apply(Tensor x, KvCache? past, SeededDropout? dropping)
    {
        x = x.Plus(_attention.Attend(_norm1.call(x), past, dropping));
        return x.Plus(_feedForward.Apply(_norm2.call(x), dropping));
    }

    private sealed class FeedForward : nn.Module
    {
        private readonly Linear _expand, _contract;

        internal FeedForward(int width, bool bias, Device device) : base("mlp")
        {
            register_module("c_fc", _expand = nn.Linear(width, 4 * width, bias, device));
            register_module("c_proj", _contract = nn.Linear(4 * width, width, bias, device));
        }

        internal Tensor Apply(Tensor x, SeededDropout? dropping)
        {
            var y = _contract.call(nn.functional.gelu(_expand.call(x)));
            return dropping?.Of(y) ?? y;
        }
    }
}
