using System.Net;
using System.Net.Http.Headers;

namespace TextCollapse.Corpora;

/// <summary>Bytes downloaded so far, and bytes in total.</summary>
public readonly record struct DownloadProgress(long Bytes, long Total);

/// <summary>
/// Downloads public texts into a cache. An interrupted download resumes where it stopped, in the same run (up to three times) or in the
/// next one.
/// </summary>
public static class CorpusDownload
{
    private const int MaxAttempts = 4;
    private const int MaxRedirections = 8;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    /// <summary>Returns the path of the text. Downloads the text if it is missing and checks its hash.</summary>
    /// <exception cref="WorkFailedException">There is no network, or the address does not answer or serves another file. The message tells
    /// where to put the file by hand.</exception>
    /// <exception cref="OperationCanceledException">Cancelled. The partial download is kept, and the next call resumes it.</exception>
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
                // Damaged: download it again.
            }
        var download = cache.DownloadPathOf(text);
        var part = download + ".part";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(download)!);
            if (!File.Exists(download))
            {
                for (var attempt = 1; !await FetchAsync(text, part, attempt == MaxAttempts, progress, cancellation)
                    .ConfigureAwait(false); attempt++) { }
                File.Move(part, download);
            }
            cache.Prepare(text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new WorkFailedException(
                $"{text.Name} could not be stored in {Path.GetDirectoryName(download)}: {e.Message} "
                + "Set TEXTCOLLAPSE_CACHE to another folder.", e);
        }
        catch (HttpRequestException e)
        {
            var there = File.Exists(part)
                ? $" {TextCache.Size(new FileInfo(part).Length)} of {TextCache.Size(text.Bytes)} are downloaded; run the same command "
                + $"again to resume."
                : "";
            throw new WorkFailedException(
                $"{text.Name} could not be downloaded from {text.Address}: {e.Message}{there} If this machine has no network, "
                + $"get the file by other means, put it unchanged at {download}, and run the same command again.", e);
        }
        return cache.Open(text);
    }

    /// <summary>Fetches the missing part of the file. Returns false if the connection broke and a retry is worthwhile.</summary>
    private static async Task<bool> FetchAsync(PublicText text, string part, bool last, IProgress<DownloadProgress>? progress,
        CancellationToken cancellation)
    {
        await using var file = new FileStream(part, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        if (file.Length > text.Bytes)
            file.SetLength(0);
        if (file.Length == text.Bytes)
            return true;
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = Timeout });
        using var response = await RequestAsync(client, text.Address, file.Length, cancellation).ConfigureAwait(false);
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
                using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                timeout.CancelAfter(Timeout);
                var read = await body.ReadAsync(buffer, timeout.Token).ConfigureAwait(false);
                if (read == 0)
                    break;
                if (file.Length + read > text.Bytes)
                {
                    file.SetLength(0);
                    throw new WorkFailedException(
                        $"{text.Name}: {text.Address} has more than the {text.Bytes} bytes expected; it now serves another file. "
                        + $"The download was discarded.");
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
            throw new HttpRequestException("the connection was interrupted.", e);
        }
        return file.Length == text.Bytes || (last ? throw new HttpRequestException($"it has only {file.Length} bytes.") : false);
    }

    /// <summary>Requests the file from an offset on and follows redirections to safe addresses only.</summary>
    private static async Task<HttpResponseMessage> RequestAsync(HttpClient client, Uri address, long from, CancellationToken cancellation)
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
            if (redirections == MaxRedirections)
                throw new HttpRequestException("the server redirects too many times.");
            address = new Uri(address, location);
        }
    }
}
