namespace LeaP.ArchitectureTests.Documents;

public sealed class DefaultTextTests
{
    public static TheoryData<object?, string> Values => new()
    {
        { TimeSpan.FromSeconds(10), "10 s" },
        { TimeSpan.FromSeconds(90), "90 s" },
        { TimeSpan.FromMinutes(10), "10 min" },
        { TimeSpan.FromHours(1), "1 h" },
        { TimeSpan.FromDays(7), "7 d" },
        { TimeSpan.FromMilliseconds(1500), "1500 ms" },
        { TimeSpan.Zero, "0" },
        { 4096, "4096" },
        { 0.5, "0.5" },
        { true, "true" },
        { null, "unset" },
        { "", "unset" },
        { "127.0.0.1", "127.0.0.1" },
        { Array.Empty<string>(), "empty" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_default_is_written_in_one_way(object? value, string text) => DefaultText.Of(value).ShouldBe(text);

    [Theory]
    [InlineData("Default 10; 1 to 20.", 10, true)]
    [InlineData("Default `indel`.", "indel", true)]
    [InlineData("Default 127.0.0.1.", "127.0.0.1", true)]
    [InlineData("Default none.", null, true)]
    [InlineData("Default empty: the embedded model.", "", true)]
    [InlineData("Default: the machine's name.", "vm-1", true)]
    [InlineData("Default 10; 1 to 20.", 1, false)]
    [InlineData("Default 0.5.", 0, false)]
    [InlineData("Default none.", 3, false)]
    [InlineData("10.", 10, false)]
    public void A_documented_default_is_compared_as_a_whole(string documented, object? value, bool same) =>
        DefaultText.IsNamedBy(documented, value).ShouldBe(same);
}
