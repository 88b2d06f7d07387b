using LeaP.ArchitectureTests.Tree;

namespace LeaP.ArchitectureTests.Files;

public sealed class FileLengthTests
{
    private const int LongestFile = 400;
    private const int LongFile = 200;
    private const double ShareOfShortFiles = 0.9;
    private const int LongestMedian = 80;

    private static readonly int[] Lengths = [.. Repository.SourceFiles.Select(file => file.Lines.Count).Order()];

    [Fact]
    public void No_file_under_src_is_longer_than_400_lines() =>
        Repository.SourceFiles.Where(file => file.Lines.Count > LongestFile).Select(Describe).ShouldBeEmpty();

    [Fact]
    public void Nine_of_ten_files_under_src_are_shorter_than_200_lines() =>
        Lengths.Count(length => length < LongFile).ShouldBeGreaterThanOrEqualTo(
            (int)Math.Ceiling(Lengths.Length * ShareOfShortFiles),
            string.Join(Environment.NewLine, Repository.SourceFiles.Where(file => file.Lines.Count >= LongFile).Select(Describe)));

    [Fact]
    public void The_median_file_under_src_is_shorter_than_80_lines() =>
        Lengths[Lengths.Length / 2].ShouldBeLessThan(LongestMedian);

    private static string Describe(SourceFile file) => $"{file.RelativePath}: {file.Lines.Count} lines";
}
