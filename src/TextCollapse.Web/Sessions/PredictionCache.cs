using Microsoft.Extensions.Caching.Memory;
using TextCollapse.Web.Measurements;

namespace TextCollapse.Web.Sessions;

/// <summary>
/// Predictions, kept for all who ask the same. One question is answered at a time, so that thirty phones cannot take the cores from
/// training.
/// </summary>
internal sealed class PredictionCache : IDisposable
{
    private const int MaxEntries = 512;

    private readonly Lock _lock = new();
    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = MaxEntries });

    /// <summary>The cached answer to a question, or a new one.</summary>
    public IReadOnlyList<CharacterProbability> GetOrAdd(Question question, Func<IReadOnlyList<CharacterProbability>> predict)
    {
        lock (_lock)
            return _cache.GetOrCreate(question, entry => predict(), new() { Size = 1 })!;
    }

    public void Clear() => _cache.Clear();

    public void Dispose() => _cache.Dispose();

    /// <summary>What a prediction depends on.</summary>
    internal readonly record struct Question(int Lesson, int Decisions, int Arm, int Generation, string Context);
}
