namespace TextCollapse.Models.Transformer;

/// <summary>
/// Dropout masks (0 or 1/(1 − rate)) at the positions where nanoGPT applies dropout: after the embeddings and after both projections of
/// each block [rows, C], and on each block's attention probabilities [sequences, heads, T, T].
/// </summary>
internal sealed record TransformerDropout<T>(T Embedding, T[] Attention, T[] Projection, T[] Contract);
