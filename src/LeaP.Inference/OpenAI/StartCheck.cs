using System.Text.Json;
using LeaP.Inference.Engines;

namespace LeaP.Inference.OpenAI;

/// <summary>
/// Waits at start until a server is up. All that answer must serve the model; those that do not answer are left for
/// later.
/// </summary>
internal sealed class StartCheck(
    CompletionsClient client, OpenAIEngineOptions options, TimeProvider time, Action<CompletionsNotice> onNotice)
{
    private readonly RetryDelay _delay = new(options, 0);

    /// <summary>Asks the servers.</summary>
    /// <exception cref="ModelLoadException">No server answered in time, or one cannot be used.</exception>
    public async Task<ServedModel> RunAsync(CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        for (int round = 1; ; round++)
        {
            var answers = new List<ServedModel>();
            var failures = new List<(Uri Server, CompletionsException Error)>();
            foreach (Uri server in client.Servers)
            {
                try
                {
                    answers.Add(await AskAsync(server, cancellationToken));
                }
                catch (CompletionsException exception) when (exception.IsTransient)
                {
                    failures.Add((server, exception));
                }
                catch (CompletionsException exception)
                {
                    throw new ModelLoadException(exception.Message, exception);
                }
            }

            TimeSpan wait = answers.Count > 0 ? TimeSpan.Zero : _delay.After(round, null);
            foreach ((Uri server, CompletionsException error) in failures)
            {
                onNotice(new CompletionsNotice(server, error.Message, wait));
            }

            if (answers.Count > 0)
            {
                return new ServedModel(
                    answers.Min(answer => answer.MaxContextTokens), answers.TrueForAll(answer => answer.CountsTokens));
            }

            if (time.GetElapsedTime(start) + wait > options.StartTimeLimit)
            {
                throw new ModelLoadException(
                    $"No server of BaseUrls answered within {options.StartTimeLimit} (StartTimeLimit). "
                    + $"The last: {failures[^1].Error.Message}",
                    failures[^1].Error);
            }

            await Task.Delay(wait, time, cancellationToken);
        }
    }

    private async Task<ServedModel> AskAsync(Uri server, CancellationToken cancellationToken)
    {
        using JsonDocument? list = await client.GetAsync(server, "v1/models", cancellationToken);
        int? context = ModelListReader.ContextOf(ModelListReader.Find(server, list, options.ServedModel));
        if (context is null)
        {
            using JsonDocument? properties = await client.GetAsync(server, "props", cancellationToken);
            context = ModelListReader.ContextOf(properties);
        }

        bool counts = await client.CountAsync(server, "a", withSpecialTokens: false, cancellationToken) is not null;
        return new ServedModel(context, counts);
    }
}
