using LeaP.Inference.Engines;
using LeaP.Inference.OpenAI;
using LeaP.Inference.Scripted;
using LeaP.Inference.Tests.Support;
using LeaP.TestKit.Completions;

namespace LeaP.Inference.Tests.OpenAI;

/// <summary>The engine under test, pointed at servers of the test.</summary>
internal static class RemoteEngine
{
    public const int Context = 2000;

    public static OpenAIEngineOptions Options(params string[] servers)
    {
        var options = new OpenAIEngineOptions
        {
            ServedModel = "tiny",
            BackoffMin = TimeSpan.FromMilliseconds(1),
            BackoffMax = TimeSpan.FromMilliseconds(20),
            StartTimeLimit = TimeSpan.FromSeconds(30),
        };
        foreach (string server in servers)
        {
            options.BaseUrls.Add(server);
        }

        return options;
    }

    public static Task<IModelEngine> LoadAsync(
        OpenAIEngineOptions options,
        Action<CompletionsNotice>? onNotice = null,
        int slots = 4,
        int? context = Context) =>
        new OpenAIEngineFactory(() => options, TimeProvider.System, onNotice).LoadAsync(
            new ModelLoadOptions { SlotCount = slots, MaxContextTokens = context }, CancellationToken.None).Soon();

    public static Task<IModelEngine> LoadAsync(CompletionsServer server) => LoadAsync(Options(server.Url));

    public static Task<IModelEngine> ScriptAsync(ScriptedEngineOptions? script = null) =>
        new ScriptedEngineFactory(script ?? new ScriptedEngineOptions(), TimeProvider.System).LoadAsync(
            new ModelLoadOptions { SlotCount = 64 }, CancellationToken.None).Soon();

    public static async Task<IGeneration> StartOneAsync(
        this IModelEngine engine, string prompt, GenerationSettings settings) =>
        (await engine.StartAsync(prompt, [settings], CancellationToken.None).Soon())[0];
}
