using System.Net;

namespace LeaP.Hosting.Probes;

/// <summary>
/// Asks a running service for its health, from inside its own image, which has no shell and no other program:
/// <c>healthcheck URL</c> instead of settings.
/// </summary>
public static class HealthProbe
{
    private const string Command = "healthcheck";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    /// <summary>Asks, when the command line wants that.</summary>
    /// <param name="args">Command line.</param>
    /// <returns>
    /// Exit code: 0 when the answer is OK, 1 when it is not, 2 when the URL is none; null when the command line is not
    /// about this.
    /// </returns>
    public static async Task<int?> RunAsync(string[] args)
    {
        if (args is not [Command, ..])
        {
            return null;
        }

        if (args.Length != 2 || !Uri.TryCreate(args[1], UriKind.Absolute, out Uri? address) || address.Scheme != Uri.UriSchemeHttp)
        {
            return 2;
        }

        using var http = new HttpClient { Timeout = Limit };
        try
        {
            using HttpResponseMessage answer = await http.GetAsync(address);
            return answer.StatusCode == HttpStatusCode.OK ? 0 : 1;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return 1;
        }
    }
}
