namespace TextCollapse.Torch.Modules;

/// <summary>
/// The state of a network after the symbols that each stream has processed, so that further symbols need no recomputation of earlier ones.
/// </summary>
internal abstract class DecoderState : IDisposable
{
    /// <summary>Copies the state of stream <paramref name="from"/> to stream <paramref name="to"/>.</summary>
    internal abstract void Copy(int from, int to);

    /// <inheritdoc/>
    public abstract void Dispose();
}
