using LeaP.Worker.Options;
using Microsoft.Extensions.Options;
using MsOptions = Microsoft.Extensions.Options.Options;

namespace LeaP.Worker.Tests.Options;

public sealed class WorkerOptionsRulesTests
{
    private const string Two = "http://router-0:8081, http://router-1:8081";

    [Theory]
    [InlineData(WorkerLinks.Each, 2)]
    [InlineData(WorkerLinks.Each, 16)]
    [InlineData(WorkerLinks.One, 1)]
    public void Slots_for_every_router_are_enough(WorkerLinks links, int slots) =>
        Check(new WorkerOptions { RouterAddress = Two, Links = links }, slots).Succeeded.ShouldBeTrue();

    [Fact]
    public void Fewer_slots_than_routers_to_be_linked_to_are_refused_by_name()
    {
        ValidateOptionsResult result = Check(new WorkerOptions { RouterAddress = Two, Links = WorkerLinks.Each }, slots: 1);

        result.FailureMessage.ShouldNotBeNull().ShouldContain("Worker:Model:Slots (1) must be at least the number of routers");
        result.FailureMessage.ShouldContain("Worker:RouterAddress (2)");
    }

    [Fact]
    public void Every_address_is_checked_and_the_wrong_one_is_named() =>
        Check(new WorkerOptions { RouterAddress = "http://router-0:8081,router-1" }, slots: 16)
            .FailureMessage.ShouldNotBeNull().ShouldContain("Worker:RouterAddress (\"router-1\") must be an http or https address");

    [Fact]
    public void The_longest_wait_is_not_shorter_than_the_shortest() =>
        Check(new WorkerOptions { RedialMin = TimeSpan.FromSeconds(2), RedialMax = TimeSpan.FromSeconds(1) }, slots: 16)
            .FailureMessage.ShouldNotBeNull().ShouldContain("Worker:RedialMax (00:00:01) must not be shorter than");

    [Fact]
    public void Settings_of_the_model_that_are_wrong_are_left_to_their_own_check() =>
        new WorkerOptionsRules(new BrokenOptions()).Validate(null, new WorkerOptions { RouterAddress = Two, Links = WorkerLinks.Each })
            .Succeeded.ShouldBeTrue();

    private static ValidateOptionsResult Check(WorkerOptions options, int slots) =>
        new WorkerOptionsRules(MsOptions.Create(new WorkerModelOptions { Slots = slots })).Validate(null, options);

    private sealed class BrokenOptions : IOptions<WorkerModelOptions>
    {
        public WorkerModelOptions Value => throw new OptionsValidationException("", typeof(WorkerModelOptions), ["Slots is wrong."]);
    }
}
