using System.Globalization;
using System.Text;
using LeaP.Inference.Engines;
using LeaP.Inference.OnnxRuntime;
using LeaP.Inference.Sampling;
using LeaP.Inference.Tests.Support;
using static LeaP.Inference.Tests.Support.Paths;

namespace LeaP.Inference.Tests.OnnxRuntime;

public sealed class ConcurrentPathsTests
{
    private const int PathCount = 8;
    private static readonly string[] Blocks = [" <comment> No comments </comment>\n\n", "x", "Add 12. ", "naïve 😀 text"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Many_paths_at_once_write_what_each_writes_alone(int seed)
    {
        await using OnnxEngine shared = await EmbeddedEngine.LoadAsync(slots: 2 * PathCount);
        string[] together = await Task.WhenAll(
            Enumerable.Range(0, PathCount).Select(index => LiveAsync(shared, index, seed))).WaitAsync(
            TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

        await using OnnxEngine alone = await EmbeddedEngine.LoadAsync(slots: 2);
        for (int index = 0; index < PathCount; index++)
        {
            together[index].ShouldBe(await LiveAsync(alone, index, seed));
        }
    }

    /// <summary>A life of random operations that depends on the path's number alone; returns its log.</summary>
    private static async Task<string> LiveAsync(OnnxEngine engine, int index, int seed)
    {
        var random = new PathRandom((ulong)((1000 * seed) + index));
        var log = new StringBuilder();
        string prompt = $"Start with {index}. #1 Add {index}.\n\n";
        IGeneration path = await engine.StartOneAsync(prompt, Path(index, (ulong)index));
        for (int operation = 0; operation < 14; operation++)
        {
            switch (random.NextBits() % 5)
            {
                case 0:
                    await path.AppendAsync(Blocks[random.NextBits() % (ulong)Blocks.Length], CancellationToken.None).Soon();
                    break;
                case 1:
                    await path.RewindAsync(Position(path.Text, prompt.Length, random), CancellationToken.None).Soon();
                    break;
                case 2:
                    IGeneration fork = await path.ForkAsync(Path(index, random.NextBits()), CancellationToken.None).Soon();
                    await path.DisposeAsync().Soon();
                    path = fork;
                    break;
                default:
                    GenerationResult result = await path.GenerateAsync(
                        Tokens(1 + (int)(random.NextBits() % 9), "\n\n", "= ", "1"), CancellationToken.None).Soon();
                    log.AppendLine(CultureInfo.InvariantCulture, $"{result.Stop} {result.StopString} {result.TokenCount} '{result.Text}'");
                    break;
            }
        }

        log.AppendLine(CultureInfo.InvariantCulture, $"{path.TokenCount} '{path.Text}'");
        await path.DisposeAsync().Soon();
        return log.ToString();
    }

    private static int Position(string text, int promptLength, PathRandom random)
    {
        int position = text.Length - (int)(random.NextBits() % (ulong)(text.Length - promptLength + 1));
        return position < text.Length && position > 0 && char.IsLowSurrogate(text[position]) ? position + 1 : position;
    }
}
