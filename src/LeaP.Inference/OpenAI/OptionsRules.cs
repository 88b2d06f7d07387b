namespace LeaP.Inference.OpenAI;

/// <summary>What is allowed in <see cref="OpenAIEngineOptions"/>.</summary>
internal static class OptionsRules
{
    private const int MaxServers = 64;
    private const int MaxAttempts = 100;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    public static IEnumerable<string> FindErrors(OpenAIEngineOptions options) =>
    [
        .. OfServers(options),
        .. OfKey(options),
        .. Range(nameof(options.StartTimeLimit), options.StartTimeLimit, Shortest, TimeSpan.FromDays(1)),
        .. Range(nameof(options.ConnectTimeLimit), options.ConnectTimeLimit, Shortest, TimeSpan.FromMinutes(10)),
        .. Range(nameof(options.FirstTextTimeLimit), options.FirstTextTimeLimit, Shortest, TimeSpan.FromDays(1)),
        .. Range(nameof(options.SilenceLimit), options.SilenceLimit, Shortest, TimeSpan.FromDays(1)),
        .. Range(nameof(options.MaxAttempts), options.MaxAttempts, 1, MaxAttempts),
        .. Range(nameof(options.BackoffMin), options.BackoffMin, Millisecond, TimeSpan.FromHours(1)),
        .. Range(nameof(options.BackoffMax), options.BackoffMax, options.BackoffMin, TimeSpan.FromHours(1)),
    ];

    private static IEnumerable<string> OfServers(OpenAIEngineOptions options)
    {
        if (options.BaseUrls.Count is < 1 or > MaxServers)
        {
            yield return $"BaseUrls has {options.BaseUrls.Count} entries; it needs 1 to {MaxServers}.";
        }

        for (int i = 0; i < options.BaseUrls.Count; i++)
        {
            if (FaultOf(options.BaseUrls[i]) is { } fault)
            {
                yield return $"BaseUrls:{i} {fault}";
            }
        }

        if (string.IsNullOrWhiteSpace(options.ServedModel))
        {
            yield return "ServedModel is empty; it must be a name that the servers list under /v1/models.";
        }
    }

    // The address itself stands in no message before it is known to hold no password.
    private static string? FaultOf(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https"))
        {
            return "is not an absolute http or https address, such as http://inference:8000.";
        }

        if (address.UserInfo.Length > 0)
        {
            return "holds a user name or password; give a token with ApiKeyFile or ApiKeyVariable instead.";
        }

        if (address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            return $"({address.GetLeftPart(UriPartial.Path)}) has a query or fragment; an address and a path are allowed.";
        }

        return address.AbsolutePath.TrimEnd('/').EndsWith("/v1", StringComparison.Ordinal)
            ? $"({url}) ends in /v1; leave that out, it is added."
            : null;
    }

    private static IEnumerable<string> OfKey(OpenAIEngineOptions options)
    {
        if (options.ApiKeyFile.Length > 0 && options.ApiKeyVariable.Length > 0)
        {
            yield return "ApiKeyFile and ApiKeyVariable are both given; one of them is allowed.";
        }
    }

    private static IEnumerable<string> Range<T>(string option, T value, T low, T high)
        where T : IComparable<T>
    {
        if (value.CompareTo(low) < 0 || value.CompareTo(high) > 0)
        {
            yield return $"{option} is {value}; it must be from {low} to {high}.";
        }
    }
}
