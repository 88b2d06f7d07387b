namespace LeaP.Cli.Connections;

/// <summary>Gives commands a router to talk to.</summary>
internal interface IRouterConnector
{
    /// <summary>A connection to a router that runs already. Nothing is sent before the first call.</summary>
    /// <param name="router">Address of its clients' port.</param>
    /// <param name="files">Credentials.</param>
    /// <exception cref="Errors.CommandFailedException">A file with credentials cannot be used.</exception>
    RouterConnection Connect(Uri router, CredentialFiles files);

    /// <summary>Starts a router and workers in this process and connects to them; closing the connection stops them.</summary>
    /// <param name="progress">Told, in a sentence, what is being waited for.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="Errors.CommandFailedException">They did not start in time.</exception>
    Task<RouterConnection> StartEmbeddedAsync(Action<string> progress, CancellationToken cancellationToken);
}
