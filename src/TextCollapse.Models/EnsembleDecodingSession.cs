namespace TextCollapse.Models;

/// <summary>Generates several documents with an ensemble of models.</summary>
internal sealed class EnsembleDecodingSession(IDecodingSession[] members, int vocabulary) : IDecodingSession
{
    private readonly float[] _logits = new float[members[0].Streams * vocabulary];
    private readonly double[] _mean = new double[members[0].Streams * vocabulary];

    public int Streams => members[0].Streams;

    public void Next(Span<float> logits)
    {
        Array.Clear(_mean);
        foreach (var member in members)
        {
            member.Next(_logits);
            for (var stream = 0; stream < Streams; stream++)
                AddProbabilities(_logits.AsSpan(stream * vocabulary, vocabulary), _mean.AsSpan(stream * vocabulary, vocabulary));
        }
        for (var i = 0; i < _mean.Length; i++)
            logits[i] = (float)Math.Log(_mean[i] / members.Length);
    }

    public void Append(ReadOnlySpan<int> symbols)
    {
        foreach (var member in members)
            member.Append(symbols);
    }

    public void Copy(int from, int to)
    {
        foreach (var member in members)
            member.Copy(from, to);
    }

    public void Dispose()
    {
        foreach (var member in members)
            member.Dispose();
    }

    private static void AddProbabilities(ReadOnlySpan<float> logits, Span<double> to)
    {
        double largest = System.Numerics.Tensors.TensorPrimitives.Max(logits), total = 0;
        foreach (var logit in logits)
            total += Math.Exp(logit - largest);
        for (var i = 0; i < logits.Length; i++)
            to[i] += Math.Exp(logits[i] - largest) / total;
    }
}
