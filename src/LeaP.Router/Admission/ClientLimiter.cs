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
            ClientAccount account = AccountOf(client.Tenant, client.Name, quota);
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

    /// <summary>
    /// Counts a session that began at another router, whatever its client takes here by now: sessions that were accepted
    /// are never refused.
    /// </summary>
    /// <param name="tenant">The tenant whose session it is.</param>
    /// <param name="name">The client whose session it is.</param>
    /// <param name="paths">Its paths.</param>
    /// <param name="session">The session.</param>
    public void Adopt(string tenant, string name, int paths, IMeteredSession session)
    {
        lock (_gate)
        {
            // What the client's key says is known when the client calls next.
            ClientAccount account = AccountOf(tenant, name, Complete(ClientQuota.Usual));
            account.Update();
            account.Adopt(session, paths);
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

    private ClientAccount AccountOf(string tenant, string name, ClientQuota quota)
    {
        if (!_accounts.TryGetValue((tenant, name), out ClientAccount? account))
        {
            account = new ClientAccount(quota, time);
            _accounts[(tenant, name)] = account;
        }

        return account;
    }

    private ClientQuota Complete(ClientQuota quota) => new(
        quota.Sessions ?? options.Value.SessionsPerClient,
        quota.Paths ?? options.Value.PathsPerClient,
        quota.TokensPerMinute ?? options.Value.TokensPerMinutePerClient);
}
