namespace TextCollapse.Metrics.LongRange;

/// <summary>
/// For each position, one more than the longest match that lies entirely before it. The text is matched against a suffix automaton (Blumer
/// et al. 1985) of the text so far; both only move forward.
/// </summary>
internal sealed class PastMatches
{
    private readonly Dictionary<long, int> _edges = [];
    private readonly List<(int Length, int Link)> _states = [(0, -1)];
    private readonly HashSet<ushort> _symbols = [];
    private int _last;

    public static int[] Of(ReadOnlySpan<ushort> text)
    {
        var past = new PastMatches();
        var lengths = new int[text.Length];
        int state = 0, matched = 0;
        for (var i = 0; i < text.Length; i++)
        {
            while (i + matched < text.Length && past.Step(state, text[i + matched]) is >= 0 and var target)
            {
                state = target;
                matched++;
            }
            lengths[i] = matched + 1;
            if (matched > 0)
            {
                matched--;
                if (state != 0 && past._states[past._states[state].Link].Length == matched)
                    state = past._states[state].Link;
            }
            if (past.Append(text[i]) is var (original, copy) && original == state && matched <= past._states[copy].Length)
                state = copy;
        }
        return lengths;
    }

    private int Step(int state, ushort symbol) => _edges.GetValueOrDefault(Edge(state, symbol), -1);

    private static long Edge(int state, ushort symbol) => ((long)state << 16) | symbol;

    /// <summary>Adds a symbol; returns a state that had to be split and the copy for its shorter strings, or (−1, −1).</summary>
    private (int Original, int Copy) Append(ushort symbol)
    {
        _symbols.Add(symbol);
        var added = _states.Count;
        _states.Add((_states[_last].Length + 1, 0));
        var at = _last;
        _last = added;
        for (; at >= 0 && Step(at, symbol) < 0; at = _states[at].Link)
            _edges[Edge(at, symbol)] = added;
        if (at < 0)
            return (-1, -1);
        var next = Step(at, symbol);
        if (_states[next].Length == _states[at].Length + 1)
        {
            _states[added] = (_states[added].Length, next);
            return (-1, -1);
        }
        var copy = _states.Count;
        _states.Add((_states[at].Length + 1, _states[next].Link));
        CopyEdges(next, copy);
        for (; at >= 0 && Step(at, symbol) == next; at = _states[at].Link)
            _edges[Edge(at, symbol)] = copy;
        _states[next] = (_states[next].Length, copy);
        _states[added] = (_states[added].Length, copy);
        return (next, copy);
    }

    private void CopyEdges(int from, int to)
    {
        foreach (var symbol in _symbols)
            if (Step(from, symbol) is >= 0 and var target)
                _edges[Edge(to, symbol)] = target;
    }
}
