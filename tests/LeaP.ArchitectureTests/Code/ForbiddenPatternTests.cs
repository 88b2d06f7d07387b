using System.Text.RegularExpressions;
using LeaP.ArchitectureTests.Tree;

namespace LeaP.ArchitectureTests.Code;

public sealed partial class ForbiddenPatternTests
{
    [Fact]
    public void No_task_is_started_and_forgotten() => Find(Repository.SourceFiles, DiscardedTask()).ShouldBeEmpty();

    [Theory]
    [InlineData("        _ = PumpAsync(token);")]
    [InlineData("_ = link.Outbox.RunAsync();")]
    [InlineData("_ = Task.Run(Pump);")]
    public void A_forgotten_task_is_seen(string line) => DiscardedTask().IsMatch(line).ShouldBeTrue();

    [Fact]
    public void A_discarded_value_is_no_forgotten_task() => DiscardedTask().IsMatch("_ = await ReadAsync(token);").ShouldBeFalse();

    [Fact]
    public void One_file_makes_every_error_of_a_call() =>
        Repository.SourceFiles
            .Where(file => file.Text.Contains("new RpcException(", StringComparison.Ordinal))
            .Select(file => file.RelativePath)
            .Skip(1)
            .ShouldBeEmpty();

    [Fact]
    public void No_work_is_left_for_later_in_a_comment() => Find(Repository.SourceFiles, Leftover()).ShouldBeEmpty();

    [Fact]
    public void No_async_method_returns_void() => Find(Repository.SourceFiles, AsyncVoid()).ShouldBeEmpty();

    private static IEnumerable<string> Find(IEnumerable<SourceFile> files, Regex pattern) =>
        files.SelectMany(file => file.Lines
            .Select((line, index) => (Line: line, Number: index + 1))
            .Where(entry => pattern.IsMatch(entry.Line))
            .Select(entry => $"{file.RelativePath}:{entry.Number}: {entry.Line.Trim()}"));

    [GeneratedRegex(@"\b_ = (?!await\b)(?:[\w.!?]*\w+Async\(|Task\.(?:Run|Factory\.StartNew)\()")]
    private static partial Regex DiscardedTask();

    [GeneratedRegex(@"//.*\b(?:TODO|FIXME|HACK|XXX)\b|NotImplementedException")]
    private static partial Regex Leftover();

    [GeneratedRegex(@"\basync void\b")]
    private static partial Regex AsyncVoid();
}
