using System.Net;
using System.Net.Sockets;

namespace TextCollapse.Web.Tests.Support;

/// <summary>A network between browser and server that can be interrupted: a port that forwards to another.</summary>
internal sealed class NetworkProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> _open = [];
    private readonly int _to;
    private readonly Task _accepting;
    private volatile bool _isCut;

    private NetworkProxy(int to)
    {
        _to = to;
        _listener.Start();
        _accepting = Accept();
    }

    /// <summary>The address for the browser.</summary>
    public string Base => $"http://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}/";

    /// <summary>Forwards to a port of this machine.</summary>
    public static NetworkProxy To(int port) => new(port);

    /// <summary>Closes all connections, and each new one immediately until <see cref="Mend"/>.</summary>
    public void Cut()
    {
        _isCut = true;
        lock (_open)
        {
            foreach (var client in _open)
                client.Dispose();
            _open.Clear();
        }
    }

    public void Mend() => _isCut = false;

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        Cut();
        await _accepting;
    }

    private async Task Accept()
    {
        try
        {
            while (true)
                _ = Pass(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task Pass(TcpClient browser)
    {
        using var from = browser;
        using var to = new TcpClient();
        try
        {
            if (_isCut)
                return;
            await to.ConnectAsync(IPAddress.Loopback, _to);
            lock (_open)
                _open.AddRange([from, to]);
            await Task.WhenAny(from.GetStream().CopyToAsync(to.GetStream()), to.GetStream().CopyToAsync(from.GetStream()));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
        }
    }
}
