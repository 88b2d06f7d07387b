using LeaP.Inference.Engines;

namespace LeaP.Inference.OpenAI;

/// <summary>What one path knows between its requests.</summary>
internal sealed class RemotePath
{
    private readonly IReadOnlyList<Uri> _servers;
    private int _server;
    private int _requests;

    public RemotePath(
        GenerationSettings settings, TokenLedger context, IReadOnlyList<Uri> servers, OpenAIEngineOptions options)
    {
        Settings = settings;
        Context = context;
        Delay = new RetryDelay(options, settings.Seed);
        _servers = servers;
        _server = settings.PathIndex % servers.Count;
    }

    public GenerationSettings Settings { get; }

    public TokenLedger Context { get; }

    public RetryDelay Delay { get; }

    /// <summary>The server the path asks. It stays with one, whose prefix cache then holds its text.</summary>
    public Uri Server => _servers[_server];

    public int ServerCount => _servers.Count;

    public void MoveToNextServer() => _server = (_server + 1) % _servers.Count;

    public int NextSeed() => RequestSeed.Of(Settings.Seed, Context.Text.Length, _requests++);
}
