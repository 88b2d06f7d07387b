using System.Security.Cryptography;
using System.Text;
using LeaP.Inference.Engines;
using LeaP.Inference.Sampling;

namespace LeaP.Inference.OpenAI;

/// <summary>
/// Drives models behind <c>/v1/completions</c> of vLLM, SGLang or llama-server. The model folder and the thread count
/// of the load are ignored; its context limit wins over what the servers tell and is needed where they tell none.
/// </summary>
public sealed class OpenAIEngineFactory : IModelEngineFactory
{
    private readonly Func<OpenAIEngineOptions> _options;
    private readonly TimeProvider _time;
    private readonly Action<CompletionsNotice> _onNotice;

    /// <summary>Makes the factory.</summary>
    /// <param name="options">Where the servers are; asked for and checked when a model is loaded.</param>
    /// <param name="time">Clock of limits and waits.</param>
    /// <param name="onNotice">
    /// Hears of trouble that the engine dealt with by itself; called from any thread. Null for nobody.
    /// </param>
    public OpenAIEngineFactory(
        Func<OpenAIEngineOptions> options, TimeProvider time, Action<CompletionsNotice>? onNotice = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        _options = options;
        _time = time;
        _onNotice = onNotice ?? (_ => { });
    }

    /// <inheritdoc/>
    public string Name => EngineNames.OpenAI;

    /// <inheritdoc/>
    public async Task<IModelEngine> LoadAsync(ModelLoadOptions options, CancellationToken cancellationToken)
    {
        ArgumentChecks.Check(options);
        OpenAIEngineOptions servers = _options();
        if (servers.FindErrors().FirstOrDefault() is { } error)
        {
            throw new ModelLoadException(error);
        }

        var client = new CompletionsClient(servers, _time);
        try
        {
            ServedModel served = await new StartCheck(client, servers, _time, _onNotice).RunAsync(cancellationToken);
            var model = new ModelDescription(
                ContextOf(options.MaxContextTokens, served.MaxContextTokens, servers.ServedModel),
                options.SlotCount,
                Fingerprint(servers.ServedModel),
                new SamplingSettings());
            var counter = new TokenCounter(client, served.CountsTokens, _onNotice);
            return new OpenAIEngine(servers, client, counter, model, _time, _onNotice);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private static int ContextOf(int? wanted, int? most, string model) => (wanted, most) switch
    {
        ({ } tokens, { } limit) when tokens > limit => throw new ModelLoadException(
            $"MaxContextTokens is {tokens}; the servers of '{model}' have a context of {limit} tokens at most."),
        ({ } tokens, _) => tokens,
        (null, { } limit) => limit,
        _ => throw new ModelLoadException(
            $"The servers do not tell the context of '{model}'; give it with MaxContextTokens, at least 2."),
    };

    // Weights stay at the server: the name vouches for them.
    private static string Fingerprint(string model) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{EngineNames.OpenAI}\n{model}")));
}
