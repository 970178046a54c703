using System.Net;
using System.Net.Http.Headers;

namespace TextCollapse.Corpora;

/// <summary>Bytes that are here, and bytes in all.</summary>
public readonly record struct DownloadProgress(long Bytes, long Total);

/// <summary>
/// Downloads public texts into a cache. A download that broke off goes on where it was, in the same run (three times) or the next.
/// </summary>
public static class CorpusDownload
{
    private const int Attempts = 4;
    private const int Redirections = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The path of the text, downloaded if it is not there, its hash checked.</summary>
    /// <exception cref="WorkFailedException">No network, an address that does not answer or has something else: the message says where to
    /// put the file by hand.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; what came so far is kept and gone on from.</exception>
    public static async Task<string> GetAsync(PublicText text, TextCache cache, IProgress<DownloadProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        if (cache.Has(text))
            try
            {
                return cache.Open(text);
            }
            catch (InputException)
            {
                // Damaged: it is downloaded again.
            }
        var download = cache.DownloadPathOf(text);
        var part = download + ".part";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(download)!);
            if (!File.Exists(download))
            {
                for (var attempt = 1; !await FetchAsync(text, part, attempt == Attempts, progress, cancellation)
                    .ConfigureAwait(false); attempt++) { }
                File.Move(part, download);
            }
            cache.Prepare(text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new WorkFailedException(
                $"{text.Name} could not be kept in {Path.GetDirectoryName(download)}: {e.Message} TEXTCOLLAPSE_CACHE names another folder.",
                e);
        }
        catch (HttpRequestException e)
        {
            var there = File.Exists(part)
                ? $" {TextCache.Size(new FileInfo(part).Length)} of {TextCache.Size(text.Bytes)} are here; the same command goes on "
                + $"from there."
                : "";
            throw new WorkFailedException(
                $"{text.Name} could not be downloaded from {text.Address}: {e.Message}{there} Without a network, get the file by other "
                + $"means and put it, unchanged, at {download}; then run the same command.", e);
        }
        return cache.Open(text);
    }

    /// <summary>Fetches what is missing of the file; false if the connection broke and is worth another try.</summary>
    private static async Task<bool> FetchAsync(PublicText text, string part, bool last, IProgress<DownloadProgress>? progress,
        CancellationToken cancellation)
    {
        await using var file = new FileStream(part, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        if (file.Length > text.Bytes)
            file.SetLength(0);
        if (file.Length == text.Bytes)
            return true;
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = Patience });
        using var response = await AskAsync(client, text.Address, file.Length, cancellation).ConfigureAwait(false);
        if (response.StatusCode is HttpStatusCode.RequestedRangeNotSatisfiable && file.Length > 0 && !last)
        {
            file.SetLength(0);
            return false;
        }
        if (!response.IsSuccessStatusCode)
            throw new HttpRequestException($"the server answered {(int)response.StatusCode} {response.ReasonPhrase}.");
        if (response.StatusCode != HttpStatusCode.PartialContent || response.Content.Headers.ContentRange?.From != file.Length)
            file.SetLength(0);
        file.Seek(0, SeekOrigin.End);
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
            var buffer = new byte[1 << 16];
            while (true)
            {
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                patience.CancelAfter(Patience);
                var read = await body.ReadAsync(buffer, patience.Token).ConfigureAwait(false);
                if (read == 0)
                    break;
                if (file.Length + read > text.Bytes)
                {
                    file.SetLength(0);
                    throw new WorkFailedException(
                        $"{text.Name}: {text.Address} has more than the {text.Bytes} bytes expected; it serves something else now. "
                        + $"Nothing of it is used.");
                }
                await file.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
                progress?.Report(new(file.Length, text.Bytes));
            }
        }
        catch (Exception e) when (!last && !cancellation.IsCancellationRequested
            && (e is HttpIOException or OperationCanceledException
            || e is IOException { InnerException: System.Net.Sockets.SocketException }))
        {
            return false;
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested
            && (e is HttpIOException or OperationCanceledException
            || e is IOException { InnerException: System.Net.Sockets.SocketException }))
        {
            throw new HttpRequestException("the connection broke off.", e);
        }
        return file.Length == text.Bytes || (last ? throw new HttpRequestException($"it has only {file.Length} bytes.") : false);
    }

    /// <summary>Asks for the file from an offset on, following redirections to safe addresses only.</summary>
    private static async Task<HttpResponseMessage> AskAsync(HttpClient client, Uri address, long from, CancellationToken cancellation)
    {
        for (var redirections = 0; ; redirections++)
        {
            if (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
                throw new HttpRequestException($"{address} is not HTTPS.");
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (from > 0)
                request.Headers.Range = new RangeHeaderValue(from, null);
            var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location)
                return response;
            response.Dispose();
            if (redirections == Redirections)
                throw new HttpRequestException("the server redirects without end.");
            address = new Uri(address, location);
        }
    }
}
