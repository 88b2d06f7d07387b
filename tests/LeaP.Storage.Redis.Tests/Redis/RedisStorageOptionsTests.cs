using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace LeaP.Storage.Redis.Tests.Redis;

public sealed class RedisStorageOptionsTests
{
    private const string NoSuchFile = "no-such-file";

    [Fact]
    public void The_defaults_are_valid()
    {
        var options = new RedisStorageOptions();

        new RedisStorageOptionsRules().Validate(null, options).ShouldBe(ValidateOptionsResult.Success);
        Validator.TryValidateObject(options, new ValidationContext(options), [], validateAllProperties: true).ShouldBeTrue();
    }

    [Theory]
    [InlineData("redis:6379")]
    [InlineData("10.0.0.1:6379, 10.0.0.2:6379")]
    [InlineData("[::1]:6379")]
    public void Hosts_with_ports_are_endpoints(string endpoints) =>
        new RedisStorageOptionsRules().Validate(null, new RedisStorageOptions { Endpoints = endpoints })
            .ShouldBe(ValidateOptionsResult.Success);

    [Theory]
    [InlineData("redis")]
    [InlineData("redis:0")]
    [InlineData("redis:6379,")]
    [InlineData(":6379")]
    [InlineData("::1:6379:")]
    [InlineData("red is:6379")]
    [InlineData("redis:99999")]
    public void What_is_no_endpoint_is_named(string endpoints) =>
        Failure(new RedisStorageOptions { Endpoints = endpoints }).ShouldContain("Router:Redis:Endpoints");

    [Fact]
    public void A_user_needs_a_password() =>
        Failure(new RedisStorageOptions { User = "router" }).ShouldContain("Router:Redis:PasswordFile");

    [Fact]
    public void A_file_that_is_missing_is_named()
    {
        string failure = Failure(new RedisStorageOptions { Tls = true, PasswordFile = NoSuchFile, AuthorityFile = NoSuchFile });

        failure.ShouldContain("Router:Redis:PasswordFile");
        failure.ShouldContain("Router:Redis:AuthorityFile");
        failure.ShouldContain(NoSuchFile);
    }

    [Fact]
    public void An_empty_password_file_is_refused()
    {
        string file = Path.GetTempFileName();
        try
        {
            Failure(new RedisStorageOptions { PasswordFile = file }).ShouldContain("empty");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void An_authority_without_TLS_is_refused()
    {
        using var certificates = new TestCertificates();

        Failure(new RedisStorageOptions { AuthorityFile = certificates.AuthorityFile }).ShouldContain("Tls");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a{b}")]
    [InlineData("a*")]
    public void A_prefix_that_would_confuse_keys_is_refused(string prefix)
    {
        var options = new RedisStorageOptions { KeyPrefix = prefix };

        Validator.TryValidateObject(options, new ValidationContext(options), [], validateAllProperties: true).ShouldBeFalse();
    }

    private static string Failure(RedisStorageOptions options)
    {
        ValidateOptionsResult result = new RedisStorageOptionsRules().Validate(null, options);
        result.Failed.ShouldBeTrue();
        return result.FailureMessage;
    }
}
