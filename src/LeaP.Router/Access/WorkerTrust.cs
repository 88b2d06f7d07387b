using Grpc.Core;
using LeaP.Hosting.Errors;
using LeaP.Hosting.Files;
using LeaP.Hosting.Tokens;
using LeaP.Protocol;
using LeaP.Router.Options;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Options;

namespace LeaP.Router.Access;

/// <summary>Decides which workers may link.</summary>
internal sealed partial class WorkerTrust
{
    private readonly LinkTrustOptions _options;
    private readonly ReloadedFiles<SharedTokens>? _tokens;
    private readonly ILogger<WorkerTrust> _logger;

    /// <summary>Reads the files that the settings name.</summary>
    public WorkerTrust(
        IOptions<LinkTrustOptions> options,
        IOptions<RouterTlsOptions> tls,
        TimeProvider time,
        ILogger<WorkerTrust> logger)
    {
        _options = options.Value;
        _logger = logger;
        if (_options.TokenFile.Length > 0)
        {
            _tokens = new ReloadedFiles<SharedTokens>(
                [_options.Tokens],
                texts => SharedTokens.Parse(_options.Tokens, texts[0]),
                tls.Value.ReloadInterval,
                time,
                bad => LogBad(bad.Message));
        }
    }

    /// <summary>Refuses a worker that does not show what the settings ask for.</summary>
    /// <param name="call">The worker's call.</param>
    /// <param name="workerId">Its name, as it says.</param>
    /// <exception cref="RpcException">PERMISSION_DENIED.</exception>
    public void Require(ServerCallContext call, string workerId)
    {
        if (!_options.IsOpen && FindFault(call.GetHttpContext()) is { } fault)
        {
            LogRefused(workerId, call.Peer, fault);
            throw RpcErrors.Create(
                StatusCode.PermissionDenied,
                ErrorReasons.WorkerNotTrusted,
                $"{fault} Give the worker the credentials that the router expects: Worker:Credentials.");
        }
    }

    private string? FindFault(HttpContext context)
    {
        if (_options.AuthorityFile.Length > 0)
        {
            var shown = context.Features.Get<IConnectionItemsFeature>()?.Items[LinkCertificate.ItemKey] as LinkCertificate;
            if (shown is not { IsTrusted: true })
            {
                return shown is null
                    ? "The worker showed no certificate."
                    : "No authority of the router signed the worker's certificate, or it is not valid now.";
            }

            if (_options.CertificateName.Length > 0 && !shown.Certificate.MatchesHostname(_options.CertificateName))
            {
                return $"The worker's certificate is not for {_options.CertificateName}.";
            }
        }

        return _tokens?.Current.Contains(BearerToken.Read(context.Request.Headers.Authorization)) == false
            ? "The worker showed no token that the router knows."
            : null;
    }

    [LoggerMessage(EventId = 4221, EventName = "WorkerRefused", Level = LogLevel.Warning,
        Message = "Worker {WorkerId} at {Peer} was refused: {Fault}")]
    private partial void LogRefused(string workerId, string peer, string fault);

    [LoggerMessage(EventId = 4222, EventName = "TokenFileIgnored", Level = LogLevel.Error,
        Message = "A changed file with tokens is not used; the tokens before the change stay: {Cause}")]
    private partial void LogBad(string cause);
}
