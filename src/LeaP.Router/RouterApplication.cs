namespace LeaP.Router;

/// <summary>Builds the router.</summary>
public static class RouterApplication
{
    /// <summary>Builds a router from command line, environment and appsettings.</summary>
    /// <param name="args">Command line, such as <c>--Router:ClientPort 0</c>.</param>
    /// <param name="configure">Last word on services and logging; null for none.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
        configure?.Invoke(builder);
        return builder.Build();
    }
}
