using LeaP.Protocol.Reasoning.V1;
using LeaP.Reasoning.Storage;
using LeaP.Router.Access;
using LeaP.Router.Mapping;
using LeaP.Router.Options;
using LeaP.Router.Sessions;
using LeaP.Router.Storage;
using Microsoft.Extensions.Options;

namespace LeaP.Router.Endpoints;

/// <summary>Shows clients the sessions of their own tenant; others do not exist for them.</summary>
internal sealed class SessionOwnership(
    SessionRegistry registry,
    SharedStore shared,
    IOptions<SessionStoreOptions> options,
    TimeProvider time)
{
    /// <summary>Finds a session that this router runs or ran.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="client">Who asks.</param>
    public SessionRunner? Find(string sessionId, ClientIdentity client) =>
        registry.Find(sessionId) is { } runner && runner.Snapshot.Settings.Tenant == client.Tenant ? runner : null;

    /// <summary>Tells whether a session of the client's tenant is in the store.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="client">Who asks.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SessionStoreException">The store does not answer.</exception>
    public async Task<bool> IsStoredAsync(string sessionId, ClientIdentity client, CancellationToken cancellationToken)
    {
        if (shared.Store is not { } store)
        {
            return false;
        }

        while (true)
        {
            if (await store.LoadSnapshotAsync(sessionId, cancellationToken) is { } snapshot)
            {
                Session session = StoredForm.ReadSession(snapshot);
                return session.Tenant == client.Tenant;
            }

            if (await store.FindOwnerAsync(sessionId, cancellationToken) is null)
            {
                return false;
            }

            // A router has only just taken it and will store it.
            await Task.Delay(options.Value.PollInterval, time, cancellationToken);
        }
    }
}
