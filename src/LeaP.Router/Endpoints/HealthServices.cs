using Grpc.AspNetCore.HealthChecks;
using LeaP.Hosting;
using LeaP.Protocol.Reasoning.V1;
using Microsoft.Extensions.Options;

namespace LeaP.Router.Endpoints;

/// <summary>
/// What the health service says of what. The server as a whole is healthy without workers, which is what restarts go by; the
/// service for reasoning is not, which is what clients are sent by.
/// </summary>
internal sealed class HealthServices : IConfigureOptions<GrpcHealthChecksOptions>
{
    /// <inheritdoc />
    public void Configure(GrpcHealthChecksOptions options)
    {
        options.Services.Map("", check => check.Name == LeapServiceDefaults.RunningCheck);
        options.Services.Map(ReasoningService.Descriptor.FullName, _ => true);
    }
}
