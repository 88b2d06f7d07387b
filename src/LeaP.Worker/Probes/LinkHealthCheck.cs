using LeaP.Worker.Link;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace LeaP.Worker.Probes;

/// <summary>Healthy while the worker is linked to a router and was not told to stop.</summary>
/// <param name="links">The worker's links.</param>
/// <param name="lifetime">Tells when the host stops.</param>
internal sealed class LinkHealthCheck(LinkStatus links, IHostApplicationLifetime lifetime) : IHealthCheck
{
    /// <inheritdoc />
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default) =>
        Task.FromResult(
            lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy("The worker is leaving.")
            : links.Active == 0 ? HealthCheckResult.Unhealthy("The worker is not linked to a router.")
            : HealthCheckResult.Healthy());
}
