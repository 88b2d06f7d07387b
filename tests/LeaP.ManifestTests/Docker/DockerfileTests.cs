using System.Text.RegularExpressions;
using LeaP.ManifestTests.Settings;
using LeaP.ManifestTests.Tree;

namespace LeaP.ManifestTests.Docker;

public sealed partial class DockerfileTests
{
    private static readonly string[] SharedFiles =
        ["global.json", "Directory.Build.props", "Directory.Packages.props", "BannedSymbols.txt", "src/Directory.Build.props"];

    [Theory]
    [InlineData("router", "LeaP.Router")]
    [InlineData("worker", "LeaP.Worker")]
    [InlineData("worker.cuda", "LeaP.Worker")]
    public void Project_and_lock_files_of_the_closure_are_copied_before_the_restore(string image, string project)
    {
        Dockerfile dockerfile = Dockerfile.Of(image);
        int restore = dockerfile.IndexOfRun("dotnet restore");
        IEnumerable<string> before = dockerfile.CopiedSources().Where(copy => copy.Index < restore).Select(copy => copy.Source);
        IEnumerable<string> expected = ProjectClosure.Of(project).SelectMany(name => new[] { $"src/{name}/{name}.csproj", $"src/{name}/packages.lock.json" });
        before.Except([".editorconfig"]).ShouldBe(SharedFiles.Concat(expected), ignoreOrder: true);
    }

    [Theory]
    [InlineData("router", "LeaP.Router")]
    [InlineData("worker", "LeaP.Worker")]
    [InlineData("worker.cuda", "LeaP.Worker")]
    public void Sources_of_the_closure_and_nothing_else_are_copied_after_the_restore(string image, string project)
    {
        Dockerfile dockerfile = Dockerfile.Of(image);
        int restore = dockerfile.IndexOfRun("dotnet restore");
        int publish = dockerfile.IndexOfRun("dotnet publish");
        IEnumerable<(string Source, int Index)> after = dockerfile.CopiedSources().Where(copy => copy.Index > restore);
        after.ShouldAllBe(copy => copy.Index < publish);
        after.Select(copy => copy.Source).ShouldBe(ProjectClosure.Of(project).Select(name => $"src/{name}/").Append("protos/"), ignoreOrder: true);
    }

    [Theory]
    [InlineData("router")]
    [InlineData("worker")]
    [InlineData("worker.cuda")]
    public void What_is_copied_is_there_and_is_not_ignored(string image)
    {
        string[] allowed = [.. Repository.Read(".dockerignore").Split('\n').Where(line => line.StartsWith('!')).Select(line => line[1..])];
        foreach ((string source, _) in Dockerfile.Of(image).CopiedSources())
        {
            string path = Repository.PathOf(source);
            (File.Exists(path) || Directory.Exists(path)).ShouldBeTrue(source);
            allowed.ShouldContain(source.Split('/')[0]);
        }
    }

    [Theory]
    [InlineData("router")]
    [InlineData("worker")]
    public void The_restore_is_locked_and_the_publish_restores_nothing(string image)
    {
        Dockerfile dockerfile = Dockerfile.Of(image);
        dockerfile.Instructions[dockerfile.IndexOfRun("dotnet restore")].Arguments.ShouldEndWith("--locked-mode");
        dockerfile.Instructions[dockerfile.IndexOfRun("dotnet publish")].Words.ShouldContain("--no-restore");
    }

    [Theory]
    [InlineData("router")]
    [InlineData("worker")]
    [InlineData("worker.cuda")]
    public void Every_base_is_an_argument_with_a_pinned_default(string image)
    {
        Dockerfile dockerfile = Dockerfile.Of(image);
        foreach (string from in dockerfile.With("FROM").Select(from => from.Words[0]))
        {
            from.ShouldMatch(@"^\$\{\w+\}$");
            PinnedTag().IsMatch(dockerfile.DefaultOf(from[2..^1])).ShouldBeTrue(from);
        }

        dockerfile.DefaultOf("SDK_IMAGE").ShouldContain($":{Repository.SdkVersion}");
    }

    [Theory]
    [InlineData("SDK_IMAGE")]
    [InlineData("RUNTIME_IMAGE")]
    public void Both_images_stand_on_the_same_bases(string argument) =>
        Dockerfile.Of("router").DefaultOf(argument).ShouldBe(Dockerfile.Of("worker").DefaultOf(argument));

    [Theory]
    [InlineData("router", "LeaP.Router")]
    [InlineData("worker", "LeaP.Worker")]
    [InlineData("worker.cuda", "LeaP.Worker")]
    public void The_image_runs_as_a_numbered_user_and_needs_no_shell(string image, string project)
    {
        IReadOnlyList<Instruction> stage = Dockerfile.Of(image).LastStage;
        stage.Single(instruction => instruction.Keyword == "USER").Arguments.ShouldBe("1654:1654");
        stage.Select(instruction => instruction.Keyword).ShouldNotContain("RUN");
        stage[^1].ShouldBe(new Instruction("ENTRYPOINT", $"[\"dotnet\", \"{project}.dll\"]"));
    }

    [Theory]
    [InlineData("router")]
    [InlineData("worker")]
    [InlineData("worker.cuda")]
    public void The_image_says_what_it_is(string image)
    {
        Dockerfile dockerfile = Dockerfile.Of(image);
        string labels = dockerfile.LastStage.Single(instruction => instruction.Keyword == "LABEL").Arguments;
        foreach (string label in new[] { "title", "description", "version", "revision", "source", "created", "base.name", "licenses" })
        {
            labels.ShouldContain($"org.opencontainers.image.{label}=\"");
        }

        labels.ShouldContain($"title=\"leap-{image.Replace('.', '-')}\"");
        dockerfile.DefaultOf("VERSION").ShouldBe(Repository.Version);
    }

    [Fact]
    public void The_router_exposes_the_ports_of_its_options() =>
        Dockerfile.Of("router").With("EXPOSE").Single().Words.ShouldBe(RouterSettings.Read(new Dictionary<string, string>()).Ports.Values.Select(port => $"{port}"));

    [Theory]
    [InlineData("worker")]
    [InlineData("worker.cuda")]
    public void A_worker_exposes_the_probe_port_that_its_image_sets(string image)
    {
        Dockerfile dockerfile = Dockerfile.Of(image);
        string port = dockerfile.With("EXPOSE").Single().Words.Single();
        dockerfile.LastStage.Single(instruction => instruction.Keyword == "ENV").Arguments.ShouldContain($"Worker__ProbePort={port}");
    }

    [Theory]
    [InlineData("router", "LeaP.Router", "8082/healthz")]
    [InlineData("worker", "LeaP.Worker", "8083/readyz")]
    [InlineData("worker.cuda", "LeaP.Worker", "8083/readyz")]
    public void The_image_asks_itself_for_its_health_without_a_shell(string image, string project, string asked)
    {
        Dockerfile dockerfile = Dockerfile.Of(image);
        dockerfile.LastStage.Single(instruction => instruction.Keyword == "HEALTHCHECK").Arguments
            .ShouldEndWith($"CMD [\"dotnet\", \"{project}.dll\", \"healthcheck\", \"http://127.0.0.1:{asked}\"]");
        dockerfile.With("EXPOSE").Single().Words.ShouldContain(asked.Split('/')[0]);
    }

    [Fact]
    public void The_image_for_GPUs_is_published_for_them_on_the_same_SDK()
    {
        Dockerfile dockerfile = Dockerfile.Of("worker.cuda");
        foreach (string command in new[] { "dotnet restore", "dotnet publish" })
        {
            dockerfile.Instructions[dockerfile.IndexOfRun(command)].Words.ShouldContain("-p:LeapAccelerator=Cuda");
        }

        dockerfile.DefaultOf("SDK_IMAGE").ShouldBe(Dockerfile.Of("worker").DefaultOf("SDK_IMAGE"));
        dockerfile.DefaultOf("ASPNET_IMAGE").ShouldBe(Dockerfile.Of("worker").DefaultOf("RUNTIME_IMAGE"));
        dockerfile.DefaultOf("RUNTIME_IMAGE").ShouldContain("cudnn-runtime");
    }

    [GeneratedRegex(@"^[a-z0-9.]+/[a-z/]+:\d+\.\d+\.\d+[\w.-]*$")]
    private static partial Regex PinnedTag();
}
