namespace LeaP.Inference.OpenAI;

/// <summary>Where the completions servers of the <c>openai</c> engine are and how they are asked.</summary>
public sealed class OpenAIEngineOptions
{
    /// <summary>
    /// Root addresses of servers that serve the same model, without <c>/v1</c>. Paths are spread over them and move to
    /// the next one when theirs fails.
    /// </summary>
    /// <value>Default none; 1 to 64 absolute http or https addresses without user, query or fragment.</value>
    public IList<string> BaseUrls { get; } = [];

    /// <summary>Name under which the servers serve the model.</summary>
    /// <value>Default empty; needed with the openai engine.</value>
    public string ServedModel { get; set; } = "";

    /// <summary>File that holds the bearer token and nothing else; read for every request, so that it can be replaced.</summary>
    /// <value>Default empty: no token from a file. Not together with <c>ApiKeyVariable</c>.</value>
    public string ApiKeyFile { get; set; } = "";

    /// <summary>Environment variable that holds the bearer token.</summary>
    /// <value>Default empty: no token from the environment. Not together with <c>ApiKeyFile</c>.</value>
    public string ApiKeyVariable { get; set; } = "";

    /// <summary>Longest wait at start for a server that is up and serves the model.</summary>
    /// <value>Default 10 min; 10 ms to 1 d.</value>
    public TimeSpan StartTimeLimit { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Longest wait for a connection, and for the answer to a short question such as a token count.</summary>
    /// <value>Default 10 s; 10 ms to 10 min.</value>
    public TimeSpan ConnectTimeLimit { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest wait for the first piece of text: the server's queue and its prefill.</summary>
    /// <value>Default 10 min; 10 ms to 1 d.</value>
    public TimeSpan FirstTextTimeLimit { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Longest silence between two pieces of text before the stream counts as broken.</summary>
    /// <value>Default 2 min; 10 ms to 1 d.</value>
    public TimeSpan SilenceLimit { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Times one stretch of text is asked for without a single new character, the first time included.</summary>
    /// <value>Default 8; 1 to 100.</value>
    public int MaxAttempts { get; set; } = 8;

    /// <summary>
    /// Shortest bound of the wait once every server has failed in a row; doubles with each further round. The wait is
    /// drawn between half and all of the bound.
    /// </summary>
    /// <value>Default 500 ms; 1 ms to 1 h.</value>
    public TimeSpan BackoffMin { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest wait, also where a server asks for more with <c>Retry-After</c>.</summary>
    /// <value>Default 30 s; 1 ms to 1 h; not shorter than <c>BackoffMin</c>.</value>
    public TimeSpan BackoffMax { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether probabilities of tokens are asked for; without them a generation's mean is 0.</summary>
    /// <value>Default false.</value>
    public bool LogProbabilities { get; set; }

    /// <summary>
    /// Whether special tokens come as text, for models whose tags are special tokens. Without it the server decides.
    /// </summary>
    /// <value>Default false.</value>
    public bool SpecialTokensAsText { get; set; }

    /// <summary>What is wrong with the options, one sentence each: the option, its value and what is allowed.</summary>
    public IEnumerable<string> FindErrors() => OptionsRules.FindErrors(this);
}
