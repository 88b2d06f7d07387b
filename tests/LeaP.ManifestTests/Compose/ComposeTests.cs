using System.Globalization;
using LeaP.ManifestTests.Settings;
using LeaP.ManifestTests.Tree;

namespace LeaP.ManifestTests.Compose;

public sealed class ComposeTests
{
    private static readonly ComposeFile File = ComposeFile.Read();

    private static ComposeService Router => File.Services["router"];

    private static ComposeService Worker => File.Services["worker"];

    private static IEnumerable<KeyValuePair<string, ComposeService>> Ours => File.Services.Where(service => service.Value.Build.Count > 0);

    [Fact]
    public void Every_service_of_ours_is_built_from_its_Dockerfile_and_has_the_version_of_this_tree() =>
        Ours.ShouldAllBe(service =>
            service.Value.Image == $"leap-{service.Key}:{Repository.Version}"
            && service.Value.Build["dockerfile"] == $"docker/{service.Key}.Dockerfile"
            && Directory.Exists(Path.Combine(Repository.PathOf("docker"), service.Value.Build["context"], "docker")));

    [Fact]
    public void Every_other_service_has_an_image_with_a_pinned_tag_and_says_how_to_ask_for_its_health() =>
        File.Services.Values.Except(Ours.Select(service => service.Value)).ShouldAllBe(service =>
            System.Text.RegularExpressions.Regex.IsMatch(service.Image, @"^[a-z/]+:v?\d+\.\d+\.\d+$") && service.Healthcheck!.Test[0] == "CMD");

    [Fact]
    public void No_service_has_a_privilege_or_a_writable_root() =>
        File.Services.Values.ShouldAllBe(service =>
            service.ReadOnly && service.CapDrop.Single() == "ALL" && service.SecurityOpt.Single() == "no-new-privileges:true" && service.MemLimit.Length > 0);

    [Fact]
    public void A_program_reads_every_variable_that_it_is_given() =>
        Ours.SelectMany(service => service.Value.Environment.Keys).Where(variable => !SettingNames.IsKnown(variable)).ShouldBeEmpty();

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
        Uri address = WorkerSettings.Read(Worker.Environment).RouterAddresses.Single();
        (address.Host, address.Port).ShouldBe(("router", RouterSettings.Read(Router.Environment).Ports["links"]));
        Router.Networks.ShouldContain("links");
        Worker.Networks.ShouldContain("links");
        Worker.Networks.ShouldAllBe(network => File.Networks[network]!["internal"]);
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
    public void The_router_keeps_its_sessions_in_the_Redis_beside_it_which_nobody_else_reaches()
    {
        RouterSettings settings = RouterSettings.Read(Router.Environment);
        (settings.Store, settings.Redis.Endpoints).ShouldBe(("redis", "redis:6379"));
        File.Services.Where(service => service.Value.Networks.Contains("store")).Select(service => service.Key).ShouldBe(["router", "redis"]);
        File.Networks["store"]!["internal"].ShouldBeTrue();
        string.Join(' ', File.Services["redis"].Command).ShouldContain("--protected-mode no");
    }

    [Fact]
    public void Prometheus_scrapes_the_probe_ports_and_Grafana_is_given_the_dashboard()
    {
        string configuration = Repository.Read("docker/prometheus.yaml");
        configuration.ShouldContain($"router:{RouterSettings.Read(Router.Environment).Ports["probes"]}");
        configuration.ShouldContain("port: 8083");
        Docker.Dockerfile.Of("worker").With("EXPOSE").Single().Words.ShouldBe(["8083"]);
        foreach (string name in new[] { "router", "worker" })
        {
            File.Services[name].Networks.Intersect(File.Services["prometheus"].Networks).ShouldBe(["metrics"]);
        }

        foreach (string source in File.Services.Values.SelectMany(service => service.Volumes).Select(volume => volume.Split(':')[0]))
        {
            (File.Volumes.ContainsKey(source) || Path.Exists(Path.Combine(Repository.PathOf("docker"), source))).ShouldBeTrue(source);
        }

        Path.Exists(Repository.PathOf("k8s/overlays/observability/dashboards/leap.json")).ShouldBeTrue();
    }

    [Fact]
    public async Task Prometheus_takes_its_configuration()
    {
        (int code, string output) = await Prometheus.Promtool.RunAsync(Repository.PathOf("docker"), "check", "config", "prometheus.yaml");
        code.ShouldBe(0, output);
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
