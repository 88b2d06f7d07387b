using Microsoft.AspNetCore.Authentication;

namespace LeaP.Router.Access;

/// <summary>Our schemes take their settings from our options alone, not from the framework's own section.</summary>
internal sealed class NoSchemeConfiguration : IAuthenticationConfigurationProvider
{
    /// <inheritdoc />
    public IConfiguration AuthenticationConfiguration { get; } = new ConfigurationBuilder().Build();
}
