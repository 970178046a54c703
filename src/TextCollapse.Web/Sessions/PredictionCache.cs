using Microsoft.Extensions.Caching.Memory;
using TextCollapse.Web.Measurements;

namespace TextCollapse.Web.Sessions;

/// <summary>
/// A cache of predictions for all visitors. Predictions are computed one at a time, so that many phones do not slow down training.
/// </summary>
internal sealed class PredictionCache : IDisposable
{
    private const int MaxEntries = 512;

    private readonly Lock _lock = new();
    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = MaxEntries });

    /// <summary>The cached prediction, or a new one.</summary>
    public IReadOnlyList<CharacterProbability> GetOrAdd(Question question, Func<IReadOnlyList<CharacterProbability>> predict)
    {
        lock (_lock)
            return _cache.GetOrCreate(question, entry => predict(), new() { Size = 1 })!;
    }

    public void Clear() => _cache.Clear();

    public void Dispose() => _cache.Dispose();

    /// <summary>The key of a prediction.</summary>
    internal readonly record struct Question(int Lesson, int Decisions, int Arm, int Generation, string Context);
}
