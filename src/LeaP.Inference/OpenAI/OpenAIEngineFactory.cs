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
    private readonly OpenAIEngineOptions _options;
    private readonly TimeProvider _time;
    private readonly Action<CompletionsNotice> _onNotice;

    /// <summary>Makes the factory. The options are checked when a model is loaded.</summary>
    /// <param name="options">Where the servers are.</param>
    /// <param name="time">Clock of limits and waits.</param>
    /// <param name="onNotice">
    /// Hears of trouble that the engine dealt with by itself; called from any thread. Null for nobody.
    /// </param>
    public OpenAIEngineFactory(
        OpenAIEngineOptions options, TimeProvider time, Action<CompletionsNotice>? onNotice = null)
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
        if (_options.FindErrors().FirstOrDefault() is { } error)
        {
            throw new ModelLoadException(error);
        }

        var client = new CompletionsClient(_options, _time);
        try
        {
            ServedModel served = await new StartCheck(client, _options, _time, _onNotice).RunAsync(cancellationToken);
            var model = new ModelDescription(
                ContextOf(options, served), options.SlotCount, Fingerprint(), new SamplingSettings());
            var counter = new TokenCounter(client, served.CountsTokens, _onNotice);
            return new OpenAIEngine(_options, client, counter, model, _time, _onNotice);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private int ContextOf(ModelLoadOptions options, ServedModel served) =>
        (options.MaxContextTokens, served.MaxContextTokens) switch
        {
            ({ } wanted, { } most) when wanted > most => throw new ModelLoadException(
                $"MaxContextTokens is {wanted}; the servers of '{_options.ServedModel}' have a context of {most} tokens at most."),
            ({ } wanted, _) => wanted,
            (null, { } most) => most,
            _ => throw new ModelLoadException(
                $"The servers do not tell the context of '{_options.ServedModel}'; give it with MaxContextTokens, at least 2."),
        };

    // Weights stay at the server: the name vouches for them.
    private string Fingerprint() => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{EngineNames.OpenAI}\n{_options.ServedModel}")));
}
