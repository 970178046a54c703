using System.Buffers.Binary;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.RegularExpressions;

namespace TextCollapse.Web.Tests.Support;

/// <summary>
/// A viewer without a browser: loads the page, opens its circuit over a WebSocket and acknowledges render batches, like a phone but without
/// the cost of rendering. Implements the required part of SignalR's MessagePack protocol.
/// </summary>
internal sealed partial class Viewer : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _reading = Task.CompletedTask;
    private byte[] _awaited = [];

    public int Drawn { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>Completes when a render batch contains <paramref name="text"/> for the first time after this call.</summary>
    public Task Sees(string text)
    {
        _awaited = Encoding.UTF8.GetBytes(text);
        return _seen.Task.WaitAsync(TimeSpan.FromMinutes(2));
    }

    public bool IsOpen => _socket.State == WebSocketState.Open;

    /// <param name="address">The server's address.</param>
    /// <param name="ticket">Cookies of a visitor who was admitted; null for a new one.</param>
    /// <param name="query">The query of the page.</param>
    public static async Task<Viewer> Open(string address, CookieContainer? ticket = null, string query = "")
    {
        var cookies = ticket ?? new CookieContainer();
        using var client = new HttpClient(new HttpClientHandler { CookieContainer = cookies });
        var page = await client.GetStringAsync(address + query);
        var marker = Marker().Match(page).Groups[1].Value;
        var state = State().Match(page).Groups[1].Value;
        var viewer = new Viewer();
        viewer._socket.Options.Cookies = cookies;
        viewer._socket.Options.SetRequestHeader("Origin", address.TrimEnd('/'));
        await viewer._socket.ConnectAsync(new Uri(address.Replace("http", "ws", StringComparison.Ordinal) + "_blazor"), default);
        await viewer._socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"),
            WebSocketMessageType.Text, true, default);
        await viewer.Send("0", "StartCircuit", address, address + query, "[]", "");
        viewer._reading = viewer.Read();
        await viewer.Send(null, "UpdateRootComponents", $"{{\"batchId\":1,\"operations\":[{{\"type\":\"add\",\"ssrComponentId\":1,\"marker\":{marker}}}]}}", state);
        return viewer;
    }

    /// <summary>The body of a call to the circuit of the page that expects no response.</summary>
    public static byte[] Message(string target, params object?[] values) =>
        [0x96, 1, 0x80, 0xC0, .. Text(target), (byte)(0x90 | values.Length), .. values.SelectMany(Value), 0x90];

    /// <summary>Sends a body unchanged; ignored if the server has closed the socket.</summary>
    public async Task Say(byte[] body)
    {
        try
        {
            await Frame(body);
        }
        catch (WebSocketException)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _socket.Abort();
        await _reading;
        _socket.Dispose();
        _end.Dispose();
    }

    private async Task Read()
    {
        var buffer = new byte[1 << 20];
        var held = 0;
        try
        {
            while (!_end.IsCancellationRequested)
            {
                var received = await _socket.ReceiveAsync(buffer.AsMemory(held), _end.Token);
                if (received.MessageType == WebSocketMessageType.Close)
                    return;
                Bytes += received.Count;
                held += received.Count;
                // The response to the handshake is text.
                if (held >= 3 && buffer[0] == '{')
                    (held, _) = (held - 3, Shift(buffer, 3, held));
                while (TryFrame(buffer.AsSpan(0, held), out var start, out var length))
                {
                    if (Batch(buffer.AsSpan(start, length)) is { } batch)
                    {
                        Drawn++;
                        if (_awaited.Length > 0 && buffer.AsSpan(start, length).IndexOf(_awaited) >= 0)
                            _seen.TrySetResult();
                        await Acknowledge(batch);
                    }
                    Shift(buffer, start + length, held);
                    held -= start + length;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
        }
    }

    private static int Shift(byte[] buffer, int from, int held)
    {
        Buffer.BlockCopy(buffer, from, buffer, 0, held - from);
        return 0;
    }

    private static bool TryFrame(ReadOnlySpan<byte> bytes, out int start, out int length)
    {
        (start, length) = (0, 0);
        for (var shift = 0; start < bytes.Length; shift += 7)
        {
            var next = bytes[start++];
            length |= (next & 0x7F) << shift;
            if (next < 0x80)
                return bytes.Length - start >= length;
        }
        return false;
    }

    /// <summary>The number of the batch in an invocation of <c>JS.RenderBatch</c>, or null.</summary>
    private static long? Batch(ReadOnlySpan<byte> message)
    {
        var name = "JS.RenderBatch"u8;
        var at = message.IndexOf(name);
        if (at < 0 || at > 16)
            return null;
        var number = message[(at + name.Length + 1)..];
        return number[0] switch
        {
            < 0x80 => number[0],
            0xCC => number[1],
            0xCD or 0xD1 => BinaryPrimitives.ReadUInt16BigEndian(number[1..]),
            0xCE or 0xD2 => BinaryPrimitives.ReadUInt32BigEndian(number[1..]),
            _ => BinaryPrimitives.ReadInt64BigEndian(number[1..]),
        };
    }

    private Task Acknowledge(long batch)
    {
        var number = new byte[9];
        number[0] = 0xD3;
        BinaryPrimitives.WriteInt64BigEndian(number.AsSpan(1), batch);
        return Frame([0x96, 1, 0x80, 0xC0, .. Text("OnRenderCompleted"), 0x92, .. number, 0xC0, 0x90]);
    }

    private Task Send(string? id, string target, params string[] words) =>
        Frame([0x96, 1, 0x80, .. id is null ? [0xC0] : Text(id), .. Text(target), (byte)(0x90 | words.Length), .. words.SelectMany(Text),
            0x90]);

    private async Task Frame(byte[] body)
    {
        var length = new List<byte>();
        for (var left = body.Length; ; left >>= 7)
        {
            length.Add((byte)(left > 0x7F ? left & 0x7F | 0x80 : left));
            if (left <= 0x7F)
                break;
        }
        await _socket.SendAsync((byte[])[.. length, .. body], WebSocketMessageType.Binary, true, _end.Token);
    }

    private static byte[] Value(object? value)
    {
        switch (value)
        {
            case null:
                return [0xC0];
            case bool yes:
                return [(byte)(yes ? 0xC3 : 0xC2)];
            case long number:
                var bytes = new byte[9];
                bytes[0] = 0xD3;
                BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(1), number);
                return bytes;
            default:
                return Text((string)value);
        }
    }

    private static byte[] Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return [0xDB, (byte)(bytes.Length >> 24), (byte)(bytes.Length >> 16), (byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes];
    }

    [GeneratedRegex("<!--Blazor:(\\{\"type\":\"server\".*?\\})-->")]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:([^>]*?)-->")]
    private static partial Regex State();
}
