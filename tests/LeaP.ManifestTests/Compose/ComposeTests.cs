using System.Globalization;
using LeaP.ManifestTests.Settings;
using LeaP.ManifestTests.Tree;

namespace LeaP.ManifestTests.Compose;

public sealed class ComposeTests
{
    private static readonly ComposeFile File = ComposeFile.Read();

    private static ComposeService Router => File.Services["router"];

    private static ComposeService Worker => File.Services["worker"];

    [Fact]
    public void Every_service_is_built_from_a_Dockerfile_of_ours_and_has_the_version_of_this_tree() =>
        File.Services.ShouldAllBe(service =>
            service.Value.Image == $"leap-{service.Key}:{Repository.Version}"
            && service.Value.Build["dockerfile"] == $"docker/{service.Key}.Dockerfile"
            && Directory.Exists(Path.Combine(Repository.PathOf("docker"), service.Value.Build["context"], "docker")));

    [Fact]
    public void No_service_has_a_privilege_or_a_writable_root() =>
        File.Services.Values.ShouldAllBe(service =>
            service.ReadOnly && service.CapDrop.Single() == "ALL" && service.SecurityOpt.Single() == "no-new-privileges:true" && service.MemLimit.Length > 0);

    [Fact]
    public void A_program_reads_every_variable_that_it_is_given() =>
        File.Services.Values.SelectMany(service => service.Environment.Keys).Where(variable => !SettingNames.IsKnown(variable)).ShouldBeEmpty();

    [Fact]
    public void Ports_for_clients_and_probes_are_open_to_this_machine_alone_and_that_for_workers_is_not()
    {
        IReadOnlyDictionary<string, int> ports = RouterSettings.Read(Router.Environment).Ports;
        Router.Ports.ShouldBe([$"127.0.0.1:{ports["clients"]}:{ports["clients"]}", $"127.0.0.1:{ports["probes"]}:{ports["probes"]}"]);
        Worker.Ports.ShouldBeEmpty();
    }

    [Fact]
    public void Workers_dial_the_router_over_a_network_without_a_way_out()
    {
        Uri address = WorkerSettings.Read(Worker.Environment).RouterAddress;
        (address.Host, address.Port).ShouldBe(("router", RouterSettings.Read(Router.Environment).Ports["links"]));
        Worker.Networks.ShouldBe(["links"]);
        Router.Networks.ShouldContain("links");
        File.Networks["links"]!["internal"].ShouldBeTrue();
    }

    [Fact]
    public void A_draining_worker_is_stopped_neither_by_its_host_nor_by_the_engine()
    {
        WorkerSettings settings = WorkerSettings.Read(Worker.Environment);
        settings.DrainGrace.ShouldBeGreaterThan(TimeSpan.Zero);
        settings.ShutdownLimit.ShouldBeGreaterThan(settings.DrainGrace);
        Grace(Worker).ShouldBeGreaterThan(settings.ShutdownLimit);
        Grace(Router).ShouldBeGreaterThan(RouterSettings.Read(Router.Environment).ShutdownLimit);
    }

    [Fact]
    public void There_are_two_workers_and_each_keeps_a_name_of_its_own()
    {
        Worker.Deploy["replicas"].ShouldBe(2);
        Worker.Environment.ShouldNotContainKey("Worker__Id");
    }

    private static TimeSpan Grace(ComposeService service) =>
        TimeSpan.FromSeconds(int.Parse(service.StopGracePeriod.TrimEnd('s'), CultureInfo.InvariantCulture));
}
