namespace LeaP.Cli.Commands;

/// <summary>What the program's exit status means.</summary>
internal static class ExitCodes
{
    /// <summary>Done; a session ended with an answer.</summary>
    public const int Success = 0;

    /// <summary>A session ended without an answer, or something else failed.</summary>
    public const int Failure = 1;

    /// <summary>The command line or a field of the request is wrong.</summary>
    public const int BadArguments = 2;

    /// <summary>The router cannot be reached or cannot take more work now.</summary>
    public const int Unavailable = 3;

    /// <summary>The session, model or worker does not exist.</summary>
    public const int NotFound = 4;

    /// <summary>Ended by Ctrl-C.</summary>
    public const int Interrupted = 130;
}
