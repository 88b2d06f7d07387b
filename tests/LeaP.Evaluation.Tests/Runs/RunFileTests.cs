using System.Text.Json;
using FsCheck;
using FsCheck.Xunit;
using LeaP.Evaluation.Runs;
using LeaP.Evaluation.Tests.Support;

namespace LeaP.Evaluation.Tests.Runs;

public sealed class RunFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("leap-runs-").FullName;
    private readonly RunPlan _plan = Samples.Plan();
    private readonly RunHeader _header;

    public RunFileTests()
    {
        _header = _plan.CreateHeader(DateTimeOffset.UnixEpoch);
    }

    private string File => Path.Combine(_folder, "results.jsonl");

    [Fact]
    public async Task What_is_written_is_read()
    {
        RunRecord full = Samples.Record("random k=1", 1, 0, ["7", "8"]) with
        {
            Policy = "random",
            PeerCount = 1,
            IntervalTokens = 30,
            FirstIntervalTokens = 12,
            MaxTurns = 8,
            Temperature = 1.2,
            Seed = 42,
            Labels = new Dictionary<string, string> { ["beginnings"] = "wrong" },
            Rounds = 1,
            Failure = "NO_ANSWER: none",
            Paths =
            [
                new PathRecord
                {
                    PathId = "p0",
                    Rounds = [new RoundRecord { Round = 1, Summary = "#1 is 7", Answer = "7", Peers = [new HeardPeer("p1", 0.5)], Influence = Influence.Unaffected }],
                },
            ],
        };
        using (var writer = RunFileWriter.Create(File, _header))
        {
            writer.Write(full);
        }

        RunFile file = await RunFileReader.ReadAsync(File, TestContext.Current.CancellationToken);

        (file.Header with { Settings = _header.Settings }).ShouldBe(_header);
        file.Header.Settings.ShouldBe(_header.Settings);
        file.IsTorn.ShouldBeFalse();
        JsonSerializer.Serialize(file.Records.ShouldHaveSingleItem()).ShouldBe(JsonSerializer.Serialize(full));
        string[] lines = await System.IO.File.ReadAllLinesAsync(File, TestContext.Current.CancellationToken);
        lines.Length.ShouldBe(2);
        lines[1].ShouldContain("\"influence\":\"unaffected\"");
        Directory.GetFiles(_folder).ShouldBe([File]);
    }

    [Fact]
    public async Task A_writer_killed_at_some_byte_loses_at_most_the_record_it_was_writing()
    {
        RunItem[] items = [.. _plan.Items];
        using (var writer = RunFileWriter.Create(File, _header))
        {
            writer.Write(Samples.Record(items[0]));
            writer.Write(Samples.Record(items[1]));
        }

        byte[] whole = await System.IO.File.ReadAllBytesAsync(File, TestContext.Current.CancellationToken);
        int first = Array.IndexOf(whole, (byte)'\n') + 1;
        int second = Array.IndexOf(whole, (byte)'\n', first) + 1;
        const int Stride = 97;
        IEnumerable<int> cuts = Enumerable.Range(first, whole.Length - first + 1)
            .Where(cut => cut % Stride == 0 || Math.Abs(cut - first) < 2 || Math.Abs(cut - second) < 2 || whole.Length - cut < 2);
        foreach (int length in cuts)
        {
            await System.IO.File.WriteAllBytesAsync(File, whole[..length], TestContext.Current.CancellationToken);

            using (RunFileWriter writer = RunFileWriter.Resume(File, _header, dropBroken: false, out IReadOnlyList<RunRecord> done))
            {
                done.Count.ShouldBe(length < second ? 0 : length < whole.Length ? 1 : 2);
                foreach (RunItem item in items.Where(item => !done.Select(record => record.Key).Contains(item.Key)))
                {
                    writer.Write(Samples.Record(item));
                }
            }

            RunFile file = await RunFileReader.ReadAsync(File, TestContext.Current.CancellationToken);
            file.Records.Select(record => record.Key).ShouldBe(items.Select(item => item.Key), ignoreOrder: true);
        }
    }

    [Fact]
    public async Task A_file_can_be_read_while_it_is_written()
    {
        using var writer = RunFileWriter.Create(File, _header);
        writer.Write(Samples.Record(_plan.Items.First()));

        (await RunFileReader.ReadAsync(File, TestContext.Current.CancellationToken)).Records.Count.ShouldBe(1);
    }

    [Fact]
    public void A_file_has_one_writer_at_a_time()
    {
        using (RunFileWriter.Create(File, _header))
        {
            Should.Throw<IOException>(() => RunFileWriter.Resume(File, _header, false, out _)).Message.ShouldContain("another program");
        }

        RunFileWriter.Resume(File, _header, false, out _).Dispose();
    }

    [Fact]
    public async Task A_file_that_is_there_is_not_begun_again()
    {
        await System.IO.File.WriteAllTextAsync(File, "kept", TestContext.Current.CancellationToken);

        Should.Throw<IOException>(() => RunFileWriter.Create(File, _header));

        (await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken)).ShouldBe("kept");
        Directory.GetFiles(_folder).ShouldBe([File]);
    }

    [Fact]
    public void Another_plan_is_refused_whatever_differs()
    {
        RunFileWriter.Create(File, _header).Dispose();
        RunSetting setting = _plan.Settings[1];
        RunPlan[] others =
        [
            Samples.Plan(problems: 3), Samples.Plan(runs: 2), Samples.Plan(seed: 6), _plan with { RunSet = "other" },
            _plan with { Settings = [_plan.Settings[0]] }, _plan with { Settings = [_plan.Settings[1], _plan.Settings[0]] },
            _plan with { Settings = [_plan.Settings[0], setting with { Template = new(setting.Template) { PathCount = 3 } }] },
            _plan with { Settings = [_plan.Settings[0], setting with { Labels = new Dictionary<string, string> { ["a"] = "b" } }] },
            _plan with { Grader = Evaluation.Grading.Graders.Catalog.Find("official") },
            _plan with { Problems = [_plan.Problems[0], _plan.Problems[1] with { Reference = new("8") }] },
        ];

        foreach (RunPlan other in others)
        {
            Should.Throw<RunFileException>(() => RunFileWriter.Resume(File, other.CreateHeader(DateTimeOffset.UnixEpoch), false, out _))
                .Message.ShouldContain("another plan");
        }

        RunFileWriter.Resume(File, Samples.Plan().CreateHeader(DateTimeOffset.UnixEpoch.AddDays(1)), false, out _).Dispose();
    }

    [Fact]
    public async Task Broken_sessions_can_be_taken_out_to_run_them_again()
    {
        RunItem[] items = [.. _plan.Items];
        using (var writer = RunFileWriter.Create(File, _header))
        {
            writer.Write(Samples.Record(items[0]) with { Failure = "Unavailable: gone" });
            writer.Write(Samples.Record(items[1]) with { Failure = "NO_ANSWER: none" });
            writer.Write(Samples.Record(items[2]));
        }

        RunFileWriter.Resume(File, _header, dropBroken: true, out IReadOnlyList<RunRecord> done).Dispose();

        done.Select(record => record.Key).ShouldBe([items[1].Key, items[2].Key]);
        (await RunFileReader.ReadAsync(File, TestContext.Current.CancellationToken)).Records.Select(record => record.Key).ShouldBe([items[1].Key, items[2].Key]);
    }

    [Theory]
    [InlineData("", "no header line")]
    [InlineData("{\"format\":\"leap-results/1\"", "no header line")]
    [InlineData("{}\n", "f.jsonl, line 1: not a RunHeader")]
    [InlineData("{\"format\":\"leap-results/9\",\"runSet\":\"a\",\"planHash\":\"b\",\"grader\":\"c\",\"settings\":[],\"problems\":1}\n", "format \"leap-results/9\" is not read")]
    [InlineData("{\"format\":\"leap-results/1\",\"runSet\":\"a\",\"planHash\":\"b\",\"grader\":\"c\",\"settings\":[],\"problems\":1}\nnull\n", "f.jsonl, line 2: null")]
    [InlineData("{\"format\":\"leap-results/1\",\"runSet\":\"a\",\"planHash\":\"b\",\"grader\":\"c\",\"settings\":[],\"problems\":1}\n{\"setting\":\"x\"}\n", "f.jsonl, line 2: not a RunRecord")]
    public void Errors_name_file_and_line(string content, string message) =>
        Should.Throw<RunFileException>(() => RunFileReader.Parse(System.Text.Encoding.UTF8.GetBytes(content), "f.jsonl")).Message.ShouldContain(message);

    [Property(MaxTest = 30)]
    public void Any_text_survives(NonNull<string> text)
    {
        string path = Path.Combine(_folder, $"{Guid.NewGuid():N}");
        string valid = new([.. text.Get.Where(character => !char.IsSurrogate(character))]);
        using (var writer = RunFileWriter.Create(path, _header))
        {
            writer.Write(Samples.Record(_plan.Items.First()) with { Text = valid });
        }

        RunFileReader.Parse(System.IO.File.ReadAllBytes(path), path).Records[0].Text.ShouldBe(valid);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
