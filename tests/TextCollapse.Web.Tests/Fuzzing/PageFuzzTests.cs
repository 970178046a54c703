using System.Net;
using System.Text;
using TextCollapse.Tests.Fuzzing;
using TextCollapse.Web.Hosting;
using TextCollapse.Web.Lessons;
using TextCollapse.Web.Pages;
using TextCollapse.Web.Tests.Support;
using Xunit.Abstractions;

namespace TextCollapse.Web.Tests.Fuzzing;

/// <summary>Damaged links, texts and messages of a page; a tenth of the usual number of cases if a server must respond.</summary>
[Trait("Category", "Long")]
public sealed class PageFuzzTests(ITestOutputHelper output)
{
    private static readonly string[] Good =
    [
        new LessonSettings().Query(),
        new LessonSettings { Model = "gru", Corpus = "own-0123456789abcdef" }.Query() + "&"
            + new ViewOptions { Hidden = ["quiz", "tour"], Stop = 3, Context = "the " }.Query(),
        "?seed=7&arms=replace,real-10,accumulate&temperature=0.5&metric=bpc_real&tour=2",
    ];

    private static readonly string[] LinkWords =
    [
        "&", "=", "%", "%00", "%F0", "+", "seed=", "arms=", "real-", "context=", "hide=", "tour=", "temperature=", "characters=", "own-",
        "<script>", "1e308",
    ];

    [Fact]
    public void Query_strings() => Trials.Mutate(output, nameof(Query_strings), [.. Good.Select(Encoding.UTF8.GetBytes)], LinkWords,
        bytes =>
    {
        var query = QueryString.Parse(Encoding.UTF8.GetString(bytes));
        // Parsing is the inverse of writing a link.
        if (LessonSettings.FromQuery(query, out _) is { } lesson)
        {
            var again = LessonSettings.FromQuery(QueryString.Parse(lesson.Query()), out var problems);
            Assert.Equal(lesson.Query(), again?.Query() + string.Concat(problems));
        }
        var state = ViewOptions.FromQuery(query);
        Assert.Equal(state.Query(), ViewOptions.FromQuery(QueryString.Parse(state.Query())).Query());
    });

    [Fact]
    public void Uploaded_texts()
    {
        var texts = new UploadedTexts();
        var good = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("naïve café 日本語 and so on. ", 600)));
        Trials.Mutate(output, nameof(Uploaded_texts), [good], ["\f", "\r\n", "\u2028", "\uFFFE"], bytes => texts.Add(bytes));
    }

    [Fact]
    public async Task Addresses()
    {
        await using var server = await TestServer.Start();
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(60) };
        var mutation = new Mutation(Trials.Random(), [.. LinkWords, "..", "//", "/assets/", "%2e%2e%2f", "/_blazor", "/corpus",
            "/export.zip"]);
        var answers = new SortedDictionary<int, int>();
        for (var i = 0; i < Trials.Cases / 10; i++)
        {
            var address = Encoding.UTF8.GetString(mutation.Of(Encoding.UTF8.GetBytes($"?{Good[i % Good.Length].TrimStart('?')}")));
            var escaped = address.Replace("#", "%23", StringComparison.Ordinal);
            using var response = await client.GetAsync(new Uri(server.Base() + escaped, UriKind.Absolute));
            answers[(int)response.StatusCode] = answers.GetValueOrDefault((int)response.StatusCode) + 1;
            Assert.True((int)response.StatusCode < 500, $"{(int)response.StatusCode}: {address}");
        }
        var counts = string.Join(", ", answers.Select(answer => $"{answer.Key} {answer.Value} times"));
        output.WriteLine($"Addresses: {Trials.Cases / 10} cases, answered {counts}");
    }

    /// <summary>Damaged or invalid messages on the socket of a page: the socket may be closed, but the server continues to serve others.</summary>
    [Fact]
    public async Task Page_messages()
    {
        await using var server = await TestServer.Start(new ServeOptions { Port = 0, Host = "127.0.0.1", Code = "FOX42" });
        var address = $"http://127.0.0.1:{server.Port}/";
        var random = Trials.Random();
        string[] words = ["DispatchEventAsync", "click", "change", "eventHandlerId", "null", "[", "]", "{}", "../..",
            "http://evil.example/"];
        var mutation = new Mutation(random, words);
        var (sent, sockets) = (0, 0);
        var handlers = new HttpClientHandler { CookieContainer = new CookieContainer() };
        using var student = new HttpClient(handlers) { Timeout = TimeSpan.FromSeconds(60) };
        await student.GetAsync(address + "join/FOX42");
        var before = Environment.WorkingSet;
        while (sent < Trials.Cases / 10)
        {
            await using var viewer = await Viewer.Open(address, handlers.CookieContainer);
            sockets++;
            for (var said = 0; said < 30 && sent < Trials.Cases / 10 && viewer.IsOpen; said++, sent++)
            {
                var message = Message(random, address);
                await viewer.Say(random.Next(3) == 0 ? mutation.Of(message) : message);
                await Task.Delay(2);
            }
            Assert.Equal(HttpStatusCode.OK, (await student.GetAsync(address)).StatusCode);
        }
        var grown = (Environment.WorkingSet - before) >> 20;
        output.WriteLine($"Page_messages: {sent} messages over {sockets} sockets; the process grew by {grown} MB");
        Assert.True(grown < 1024, $"{grown} MB");
    }

    private static byte[] Message(Random random, string address)
    {
        string[] values = ["", "0", "-1", "1e400", "<script>", "replace", "the ", "e\u0301\u202E\0", new('x', 5000)];
        var value = System.Text.Json.JsonSerializer.Serialize(values[random.Next(values.Length)]);
        string[] events = ["click", "change", "input", "keydown", "submit", "nonsense"];
        var happened = events[random.Next(events.Length)];
        return random.Next(6) switch
        {
            0 => Viewer.Message("OnLocationChanged", $"{address}?{Good[random.Next(Good.Length)]}", "", true),
            1 => Viewer.Message("OnRenderCompleted", (long)random.Next(-2, 40), ""),
            2 => Viewer.Message("UpdateRootComponents", "{\"batchId\":2,\"operations\":[{\"type\":\"remove\",\"ssrComponentId\":1}]}", ""),
            3 => Viewer.Message("EndInvokeJSFromDotNet", (long)random.Next(10), random.Next(2) == 0, "[1,true,null]"),
            _ => Viewer.Message("BeginInvokeDotNetFromJS", "1", null, "DispatchEventAsync", (long)random.Next(1, 4),
                $"[{{\"eventHandlerId\":{random.Next(1, 90)},\"eventName\":\"{happened}\","
                + $"\"eventFieldInfo\":{{\"componentId\":{random.Next(30)},\"fieldValue\":{value}}}}},{{\"type\":\"{happened}\",\"value\":{value}}}]"),
        };
    }
}
