using LeaP.Hosting.Files;
using Microsoft.Extensions.Time.Testing;

namespace LeaP.Router.Tests.Access;

public sealed class ReloadedFilesTests : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _reports = [];
    private readonly string _path = Path.GetTempFileName();

    [Fact]
    public void A_change_is_seen_after_the_interval_and_not_before()
    {
        ReloadedFiles<string> file = Open("first");

        File.WriteAllText(_path, "second");
        _time.Advance(Interval - TimeSpan.FromTicks(1));
        file.Current.ShouldBe("FIRST");
        _time.Advance(TimeSpan.FromTicks(1));
        file.Current.ShouldBe("SECOND");
    }

    [Fact]
    public void What_cannot_be_used_is_reported_once_and_changes_nothing()
    {
        ReloadedFiles<string> file = Open("first");

        File.WriteAllText(_path, "bad");
        for (int i = 0; i < 3; i++)
        {
            _time.Advance(Interval);
            file.Current.ShouldBe("FIRST");
        }

        _reports.ShouldHaveSingleItem().ShouldContain("is bad");
        File.Delete(_path);
        _time.Advance(Interval);
        file.Current.ShouldBe("FIRST");
        _reports.Count.ShouldBe(2);
        File.WriteAllText(_path, "third");
        _time.Advance(Interval);
        file.Current.ShouldBe("THIRD");
    }

    [Fact]
    public void The_first_reading_must_succeed() => Should.Throw<CredentialFileException>(() => Open("bad"));

    [Fact]
    public void A_file_that_is_far_too_large_is_not_read() =>
        Should.Throw<CredentialFileException>(() => Open(new string('x', CredentialFile.MaxBytes + 1)))
            .Message.ShouldContain("1048577 bytes");

    public void Dispose() => File.Delete(_path);

    private ReloadedFiles<string> Open(string text)
    {
        File.WriteAllText(_path, text);
        var file = new CredentialFile("Setting", _path);
        return new ReloadedFiles<string>(
            [file],
            texts => texts[0] == "bad" ? throw file.Wrong("is bad.") : texts[0].ToUpperInvariant(),
            Interval,
            _time,
            exception => _reports.Add(exception.Message));
    }
}
