namespace TextCollapse.Torch.Modules;

/// <summary>What a network keeps of the symbols that each stream has processed, so that the next ones cost only themselves.</summary>
internal abstract class DecoderState : IDisposable
{
    /// <summary>Makes stream <paramref name="to"/> a copy of stream <paramref name="from"/>.</summary>
    internal abstract void Copy(int from, int to);

    /// <inheritdoc/>
    public abstract void Dispose();
}
