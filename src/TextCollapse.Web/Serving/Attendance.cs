using TextCollapse.Web.Access;

namespace TextCollapse.Web.Serving;

/// <summary>Who is here: open pages by visitor. For any thread.</summary>
public sealed class Attendance
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Visitor> _pages = [];

    /// <summary>Told, on any thread, that somebody came or went.</summary>
    public event Action? Changed;

    /// <summary>Open pages.</summary>
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

    internal bool Enter(string page, Visitor visitor)
    {
        lock (_lock)
        {
            if (_pages.Count >= ClassroomServer.MostPages && !visitor.IsTeacher)
                return false;
            _pages[page] = visitor;
        }
        Changed?.Invoke();
        return true;
    }

    internal void Leave(string page)
    {
        bool left;
        lock (_lock)
            left = _pages.Remove(page);
        if (left)
            Changed?.Invoke();
    }
}
