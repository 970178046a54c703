using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TextCollapse.Tests.Corpora.Manifest;

/// <summary>An HTTP/1.1 server on loopback that serves one file as the test wants: ranges or not, broken off after so many bytes, redirected.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<string> _requests = [];

    internal LoopbackServer()
    {
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/text");
        _ = Task.Run(ServeAsync);
    }

    internal Uri Address { get; }

    internal byte[] File { get; set; } = [];

    internal int Status { get; set; } = 200;

    internal bool Ranges { get; set; } = true;

    /// <summary>Bytes of a body after which the connection is closed, for each request in turn; then never.</summary>
    internal Queue<int> BreakAfter { get; } = new();

    internal string? RedirectTo { get; set; }

    /// <summary>The Range header of each request, "" where there was none.</summary>
    internal IReadOnlyList<string> RequestedRanges => _requests;

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
            using (client)
                await AnswerAsync(client.GetStream());
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var range = "";
        for (string? line; (line = await reader.ReadLineAsync()) is { Length: > 0 };)
            if (line.StartsWith("Range:", StringComparison.OrdinalIgnoreCase))
                range = line[6..].Trim();
        _requests.Add(range);
        if (RedirectTo is not null)
        {
            await WriteAsync($"HTTP/1.1 302 Found\r\nLocation: {RedirectTo}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            return;
        }
        if (Status != 200)
        {
            await WriteAsync($"HTTP/1.1 {Status} No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            return;
        }
        var from = Ranges && range.Length > 0 ? int.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture) : 0;
        var body = File.AsMemory(from);
        await WriteAsync(from > 0
            ? $"HTTP/1.1 206 Partial Content\r\nContent-Range: bytes {from}-{File.Length - 1}/{File.Length}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"
            : $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n");
        await stream.WriteAsync(BreakAfter.TryDequeue(out var bytes) ? body[..Math.Min(bytes, body.Length)] : body);

        Task WriteAsync(string head) => stream.WriteAsync(Encoding.ASCII.GetBytes(head)).AsTask();
    }
}
