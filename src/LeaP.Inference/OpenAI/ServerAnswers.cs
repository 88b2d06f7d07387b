using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace LeaP.Inference.OpenAI;

/// <summary>Judges what servers answer.</summary>
internal static class ServerAnswers
{
    private const int MaxQuotedBytes = 600;

    /// <summary>Refuses an answer that is neither success nor "nothing here".</summary>
    public static void Check(Uri address, HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode && !IsMissing(response.StatusCode))
        {
            throw Refusal(address, response);
        }
    }

    /// <summary>The exception for an answer that is no success.</summary>
    public static CompletionsException Refusal(Uri address, HttpResponseMessage response)
    {
        HttpStatusCode status = response.StatusCode;
        string said = status switch
        {
            // Such an answer may repeat the token.
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
                " Give a token that the server takes with ApiKeyFile or ApiKeyVariable.",
            HttpStatusCode.NotFound =>
                $" BaseUrls must name the root of a completions server, and ServedModel a model of it. {Quote(response)}",
            _ => $" {Quote(response)}",
        };
        return new CompletionsException($"{address} answered {(int)status} {status}.{said}".TrimEnd())
        {
            IsTransient = status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout
                || (int)status >= (int)HttpStatusCode.InternalServerError,
            RetryAfter = RetryAfter(response.Headers.RetryAfter, response.Headers.Date),
        };
    }

    /// <summary>The JSON document of an answer; null for "nothing here".</summary>
    public static JsonDocument? Read(Uri address, HttpResponseMessage response)
    {
        if (IsMissing(response.StatusCode))
        {
            return null;
        }

        try
        {
            using Stream content = response.Content.ReadAsStream();
            return JsonDocument.Parse(content);
        }
        catch (JsonException exception)
        {
            throw new CompletionsException($"{address} answered with something that is not JSON.", exception);
        }
    }

    /// <summary>Whether an exception says that a server could not be reached or fell silent.</summary>
    public static bool IsTrouble(Exception exception) =>
        exception is HttpRequestException or IOException or OperationCanceledException;

    /// <summary>What to throw for it.</summary>
    public static CompletionsException Trouble(Uri address, Exception exception, TimeSpan limit) => new(
        exception is OperationCanceledException
            ? $"{address} did not answer within {limit}."
            : $"{address} cannot be reached or broke off: {exception.Message}",
        exception)
    {
        IsTransient = true,
    };

    private static bool IsMissing(HttpStatusCode status) =>
        status is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented;

    private static TimeSpan? RetryAfter(RetryConditionHeaderValue? header, DateTimeOffset? now) =>
        header?.Delta ?? (header?.Date - now);

    private static string Quote(HttpResponseMessage response)
    {
        try
        {
            using Stream content = response.Content.ReadAsStream();
            byte[] start = new byte[MaxQuotedBytes];
            int read = content.ReadAtLeast(start, MaxQuotedBytes, throwOnEndOfStream: false);
            return Encoding.UTF8.GetString(start, 0, read).ReplaceLineEndings(" ").Trim();
        }
        catch (IOException)
        {
            return "";
        }
    }
}
