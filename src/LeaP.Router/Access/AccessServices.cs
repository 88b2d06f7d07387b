using LeaP.Router.Options;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace LeaP.Router.Access;

/// <summary>Registers who may call and link.</summary>
internal static class AccessServices
{
    /// <summary>Authentication and authorization of clients, and trust in workers.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddValidated<RouterTlsOptions, RouterTlsOptionsRules>(RouterTlsOptions.Section);
        services.AddValidated<LinkTrustOptions, LinkTrustOptionsRules>(LinkTrustOptions.Section);
        services.AddValidated<AccessOptions, AccessOptionsRules>(AccessOptions.Section);
        services.TryAddSingleton<ApiKeyStore>();
        services.TryAddSingleton<WorkerTrust>();
        AddSchemes(services);
        services.AddAuthorizationBuilder()
            .AddPolicy(AccessPolicies.Known, policy => policy.RequireAuthenticatedUser())
            .AddPolicy(AccessPolicies.Reason, policy => policy.RequireRole(ClientRoles.Reason))
            .AddPolicy(AccessPolicies.Watch, policy => policy.RequireRole(ClientRoles.Reason, ClientRoles.Watch))
            .AddPolicy(AccessPolicies.Operate, policy => policy.RequireRole(ClientRoles.Operate));
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, CallRefusals>();
        return services;
    }

    private static void AddSchemes(IServiceCollection services)
    {
        // Not AddAuthentication: it brings data protection, which writes keys to disk that nothing here uses.
        services.AddAuthenticationCore(options => options.DefaultScheme = AccessSchemes.Any);
        services.AddWebEncoders();
        services.TryAddSingleton<IAuthenticationConfigurationProvider, NoSchemeConfiguration>();
        new AuthenticationBuilder(services)
            .AddPolicyScheme(
                AccessSchemes.Any, displayName: null, options => options.ForwardDefaultSelector = AccessSchemes.Choose)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(AccessSchemes.ApiKey, configureOptions: null)
            .AddScheme<AuthenticationSchemeOptions, AnonymousHandler>(AccessSchemes.Anonymous, configureOptions: null)
            .AddJwtBearer(AccessSchemes.Jwt, _ => { });
        services.AddSingleton<IConfigureOptions<JwtBearerOptions>, JwtSetup>();
    }

    private static void AddValidated<TOptions, TRules>(this IServiceCollection services, string section)
        where TOptions : class
        where TRules : class, IValidateOptions<TOptions>
    {
        services.AddOptionsWithValidateOnStart<TOptions>().BindConfiguration(section).ValidateDataAnnotations();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, TRules>());
    }
}
