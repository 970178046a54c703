using TextCollapse.Web.Security;

namespace TextCollapse.Web.Hosting;

/// <summary>The visitors who have a page open. Thread-safe.</summary>
internal sealed class Presence
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Visitor> _pages = [];

    /// <summary>Raised on any thread after a page was opened or closed.</summary>
    public event Action? Changed;

    /// <summary>The number of open pages.</summary>
    public int Pages
    {
        get
        {
            lock (_lock)
                return _pages.Count;
        }
    }

    /// <summary>Students and teachers who have a page open.</summary>
    public (int Students, int Teachers) Count()
    {
        lock (_lock)
        {
            var visitors = _pages.Values.Distinct().ToArray();
            return (visitors.Count(visitor => !visitor.IsTeacher), visitors.Count(visitor => visitor.IsTeacher));
        }
    }

    /// <summary>Adds a page; false if there are too many. Teachers are always admitted.</summary>
    public bool TryAdd(string page, Visitor visitor)
    {
        lock (_lock)
        {
            if (_pages.Count >= ClassroomServer.MaxPages && !visitor.IsTeacher)
                return false;
            _pages[page] = visitor;
        }
        Changed?.Invoke();
        return true;
    }

    /// <summary>Removes a page.</summary>
    public void Remove(string page)
    {
        bool removed;
        lock (_lock)
            removed = _pages.Remove(page);
        if (removed)
            Changed?.Invoke();
    }
}
