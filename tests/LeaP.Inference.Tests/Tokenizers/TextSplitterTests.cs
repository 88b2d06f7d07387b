using System.Text.Json;
using LeaP.Inference.Models;
using LeaP.Inference.Tests.Support;
using LeaP.Inference.Tokenizers;

namespace LeaP.Inference.Tests.Tokenizers;

public sealed class TextSplitterTests
{
    [Fact]
    public void Every_familys_patterns_cut_as_they_do_where_characters_are_whole()
    {
        string file = Path.Combine(AppContext.BaseDirectory, "Golden", "splits.json");
        var families = JsonSerializer.Deserialize<SplitFamily[]>(File.ReadAllText(file), JsonSerializerOptions.Web)!;
        families.Length.ShouldBe(4);
        foreach (SplitFamily family in families)
        {
            TextSplitter splitter = Read(family.PreTokenizer);
            family.Vectors.Length.ShouldBeGreaterThan(10);
            foreach (SplitVector vector in family.Vectors)
            {
                Pieces(splitter, vector.Text).ShouldBe(vector.Pieces, customMessage: $"{family.Family}: {vector.Text}");
            }
        }
    }

    private static TextSplitter Read(JsonElement preTokenizer)
    {
        using var folder = new TemporaryFolder("splitter");
        File.WriteAllText(folder.File("part.json"), preTokenizer.GetRawText());
        return TextSplitterReader.Read(ModelJson.Load(folder.File("part.json")));
    }

    private static string[] Pieces(TextSplitter splitter, string text)
    {
        var pieces = new List<Range>();
        splitter.Split(text, pieces);
        return [.. pieces.Select(piece => text[piece])];
    }
}
