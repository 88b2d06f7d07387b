using System.Globalization;
using Grpc.Core;
using LeaP.Hosting.Errors;
using LeaP.Protocol;
using LeaP.Router.Access;
using LeaP.Router.Options;
using Microsoft.Extensions.Options;

namespace LeaP.Router.Admission;

/// <summary>Keeps each client within what it may take of this router. A session that runs is never cut short.</summary>
internal sealed class ClientLimiter(IOptions<LimitOptions> options, TimeProvider time)
{
    private static readonly TimeSpan SlotRetryDelay = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Tenant, string Name), ClientAccount> _accounts = [];

    /// <summary>Clients that take something now, or did lately.</summary>
    public int AccountCount
    {
        get
        {
            lock (_gate)
            {
                return _accounts.Count;
            }
        }
    }

    /// <summary>Takes a place for a session that is about to start.</summary>
    /// <param name="client">Whose session it will be.</param>
    /// <param name="paths">Its paths.</param>
    /// <exception cref="RpcException">The client takes as much as it may already.</exception>
    public SessionReservation Reserve(ClientIdentity client, int paths)
    {
        ClientQuota quota = Complete(client.Quota);
        lock (_gate)
        {
            if (!_accounts.TryGetValue((client.Tenant, client.Name), out ClientAccount? account))
            {
                account = new ClientAccount(quota, time);
                _accounts[(client.Tenant, client.Name)] = account;
            }

            account.Quota = quota;
            account.Update();
            Check(account, paths);
            object holding = account.Hold(paths);
            return new SessionReservation(session =>
            {
                lock (_gate)
                {
                    account.Settle(holding, session);
                }
            });
        }
    }

    /// <summary>Counts what was generated lately, and forgets clients that take nothing.</summary>
    public void Update()
    {
        lock (_gate)
        {
            foreach (((string, string) key, ClientAccount account) in _accounts.ToArray())
            {
                account.Update();
                if (account.IsIdle)
                {
                    _accounts.Remove(key);
                }
            }
        }
    }

    private static void Check(ClientAccount account, int paths)
    {
        ClientQuota quota = account.Quota;
        if (quota.Paths is > 0 and { } most && paths > most)
        {
            throw RpcErrors.Create(
                StatusCode.ResourceExhausted,
                ErrorReasons.ClientLimit,
                $"path_count: {paths} paths were asked for; the client may have {most} at once.",
                Limit("paths"));
        }

        Require(quota.Sessions is not > 0 || account.Sessions < quota.Sessions, "sessions", quota.Sessions, SlotRetryDelay);
        Require(quota.Paths is not > 0 || account.Paths + paths <= quota.Paths, "paths", quota.Paths, SlotRetryDelay);
        Require(account.TokenDelay == TimeSpan.Zero, "tokens_per_minute", quota.TokensPerMinute, account.TokenDelay);
    }

    private static void Require(bool holds, string limit, int? most, TimeSpan retryDelay)
    {
        if (!holds)
        {
            throw RpcErrors.Retryable(
                StatusCode.ResourceExhausted,
                ErrorReasons.ClientLimit,
                string.Create(CultureInfo.InvariantCulture, $"The client takes as much as it may: {limit} is {most}."),
                retryDelay,
                Limit(limit));
        }
    }

    private static KeyValuePair<string, string> Limit(string name) => KeyValuePair.Create("limit", name);

    private ClientQuota Complete(ClientQuota quota) => new(
        quota.Sessions ?? options.Value.SessionsPerClient,
        quota.Paths ?? options.Value.PathsPerClient,
        quota.TokensPerMinute ?? options.Value.TokensPerMinutePerClient);
}
