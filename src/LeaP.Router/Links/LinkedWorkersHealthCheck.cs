using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LeaP.Router.Links;

/// <summary>
/// Healthy while a worker is linked. It says whether sessions can start here, not whether the router is well: among several
/// routers, new clients are for those with workers.
/// </summary>
/// <param name="workers">The workers.</param>
internal sealed class LinkedWorkersHealthCheck(WorkerDirectory workers) : IHealthCheck
{
    /// <inheritdoc />
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default) =>
        Task.FromResult(workers.Linked.Any()
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("No worker is linked."));
}
