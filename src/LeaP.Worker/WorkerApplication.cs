using Microsoft.Extensions.Hosting;

namespace LeaP.Worker;

/// <summary>Builds a worker.</summary>
public static class WorkerApplication
{
    /// <summary>Builds a worker from command line, environment and appsettings.</summary>
    /// <param name="args">Command line, such as <c>--Worker:RouterAddress http://127.0.0.1:8081</c>.</param>
    /// <param name="configure">Last word on services and logging; null for none.</param>
    public static IHost Build(string[] args, Action<HostApplicationBuilder>? configure = null)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
        configure?.Invoke(builder);
        return builder.Build();
    }
}
