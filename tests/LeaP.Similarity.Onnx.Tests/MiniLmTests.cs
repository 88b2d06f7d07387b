using LeaP.Similarity.Onnx.Models;

namespace LeaP.Similarity.Onnx.Tests;

/// <summary>A real embedding model, all-MiniLM-L6-v2: what it finds alike is alike.</summary>
public sealed class MiniLmTests
{
    private const string Variable = "LEAP_MINILM";

    [Fact]
    public void Words_that_mean_the_same_are_nearer_than_words_that_look_the_same()
    {
        using SemanticSimilarity measure = Load();
        const string Own = "The triangle has a right angle, so I use the theorem of Pythagoras.";

        double meant = measure.Compute(Own, "Since one corner is 90 degrees, the squares of the legs add up to that of the hypotenuse.");
        double spelled = measure.Compute(Own, "The tree has a ripe apple, so I use the ladder of Pyotr.");

        meant.ShouldBeGreaterThan(spelled);
    }

    [Theory]
    [InlineData("The answer is 12.", "the answer is 12.", 1, 1)]
    [InlineData("We factor the polynomial.", "The polynomial is factored.", 0.9, 1)]
    [InlineData("We factor the polynomial.", "My cat sleeps on the sofa.", 0, 0.65)]
    public void Paraphrases_are_near_and_other_subjects_far(string a, string b, double least, double most)
    {
        using SemanticSimilarity measure = Load();

        measure.Compute(a, b).ShouldBeInRange(least - 1e-6, most + 1e-6);
    }

    private static SemanticSimilarity Load()
    {
        string? folder = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(folder is null, $"{Variable} does not name a folder; tests/tools/minilm.sh makes one.");
        return SemanticSimilarity.Load("minilm", new EmbeddingModelOptions { Folder = folder, MaxTokens = 256 });
    }
}
