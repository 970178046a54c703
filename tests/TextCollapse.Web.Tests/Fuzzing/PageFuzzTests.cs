using System.Net;
using System.Text;
using TextCollapse.Tests.Fuzzing;
using TextCollapse.Web.Lessons;
using TextCollapse.Web.Pages;
using TextCollapse.Web.Serving;
using TextCollapse.Web.Tests.Support;
using Xunit.Abstractions;

namespace TextCollapse.Web.Tests.Fuzzing;

/// <summary>Damaged links, texts and messages of a page, as <see cref="Trials"/> tries them; a tenth as many where a server has to answer.</summary>
public sealed class PageFuzzTests(ITestOutputHelper output)
{
    private static readonly string[] Good =
    [
        new LessonSettings().Query(),
        new LessonSettings { Model = "gru", Corpus = "own-0123456789abcdef" }.Query() + "&" + new PageState { Hidden = ["quiz", "tour"], Stop = 3, Context = "the " }.Query(),
        "?seed=7&arms=replace,real-10,accumulate&temperature=0.5&metric=bpc_real&tour=2",
    ];

    private static readonly string[] LinkWords = ["&", "=", "%", "%00", "%F0", "+", "seed=", "arms=", "real-", "context=", "hide=", "tour=", "temperature=", "characters=", "own-", "<script>", "1e308"];

    [Fact]
    public void Query_strings() => Trials.Mutate(output, nameof(Query_strings), [.. Good.Select(Encoding.UTF8.GetBytes)], LinkWords, bytes =>
    {
        var query = Links.Parse(Encoding.UTF8.GetString(bytes));
        // What a link comes to is a link again, and comes to the same.
        if (LessonSettings.FromQuery(query, out _) is { } lesson)
            Assert.Equal(lesson.Query(), LessonSettings.FromQuery(Links.Parse(lesson.Query()), out var problems)?.Query() + string.Concat(problems));
        var state = PageState.FromQuery(query);
        Assert.Equal(state.Query(), PageState.FromQuery(Links.Parse(state.Query())).Query());
    });

    [Fact]
    public void Texts_of_ones_own()
    {
        var texts = new OwnTexts();
        Trials.Mutate(output, nameof(Texts_of_ones_own), [Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("naïve café 日本語 and so on. ", 600)))], ["\f", "\r\n", "\u2028", "\uFFFE"], bytes => texts.Add(bytes));
    }

    [Fact]
    public async Task Addresses()
    {
        await using var server = await Served.Start();
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(60) };
        var mutation = new Mutation(Trials.Random(), [.. LinkWords, "..", "//", "/assets/", "%2e%2e%2f", "/_blazor", "/corpus", "/export.zip"]);
        var answers = new SortedDictionary<int, int>();
        for (var i = 0; i < Trials.Cases / 10; i++)
        {
            var address = Encoding.UTF8.GetString(mutation.Of(Encoding.UTF8.GetBytes($"?{Good[i % Good.Length].TrimStart('?')}")));
            using var response = await client.GetAsync(new Uri(server.Base() + address.Replace("#", "%23", StringComparison.Ordinal), UriKind.Absolute));
            answers[(int)response.StatusCode] = answers.GetValueOrDefault((int)response.StatusCode) + 1;
            Assert.True((int)response.StatusCode < 500, $"{(int)response.StatusCode}: {address}");
        }
        output.WriteLine($"Addresses: {Trials.Cases / 10} cases, answered {string.Join(", ", answers.Select(answer => $"{answer.Key} {answer.Value} times"))}");
    }

    /// <summary>What a page says over its socket, damaged or with the wrong facts: the socket may close, the server stays and others see their page.</summary>
    [Fact]
    public async Task Page_messages()
    {
        await using var server = await Served.Start(new ServeOptions { Port = 0, Host = "127.0.0.1", Code = "FOX42" });
        var address = $"http://127.0.0.1:{server.Port}/";
        var random = Trials.Random();
        string[] words = ["DispatchEventAsync", "click", "change", "eventHandlerId", "null", "[", "]", "{}", "../..", "http://evil.example/"];
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
                $"[{{\"eventHandlerId\":{random.Next(1, 90)},\"eventName\":\"{happened}\",\"eventFieldInfo\":{{\"componentId\":{random.Next(30)},\"fieldValue\":{value}}}}},{{\"type\":\"{happened}\",\"value\":{value}}}]"),
        };
    }
}
