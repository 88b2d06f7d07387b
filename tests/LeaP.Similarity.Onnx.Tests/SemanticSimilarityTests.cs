using FsCheck.Xunit;
using LeaP.Reasoning.Similarity;

namespace LeaP.Similarity.Onnx.Tests;

public sealed class SemanticSimilarityTests : IDisposable
{
    private readonly SemanticSimilarity _wordPiece = TestModels.Load("wordpiece");
    private readonly SemanticSimilarity _bytes = TestModels.Load("bytes");

    public static TheoryData<string> Names => ["wordpiece", "bytes", "first"];

    public void Dispose()
    {
        _wordPiece.Dispose();
        _bytes.Dispose();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_measure_is_named_for_its_model(string name)
    {
        using SemanticSimilarity measure = TestModels.Load(name);

        measure.Name.ShouldBe("semantic:" + name);
    }

    [Property(MaxTest = 200)]
    public void Values_lie_between_0_and_1_and_do_not_depend_on_the_order(string? a, string? b)
    {
        foreach (SemanticSimilarity measure in (SemanticSimilarity[])[_wordPiece, _bytes])
        {
            double value = measure.Compute(a ?? "", b ?? "");

            value.ShouldBeInRange(0, 1);
            measure.Compute(b ?? "", a ?? "").ShouldBe(value);
        }
    }

    [Property(MaxTest = 100)]
    public void Equal_texts_give_1(string? text)
    {
        _wordPiece.Compute(text ?? "", text ?? "").ShouldBe(1);
        _bytes.Compute(text ?? "", text ?? "").ShouldBe(1);
    }

    [Theory]
    [InlineData("The value is 7.", "the   VALUE is 7 .")]
    [InlineData("cafe\u0301", "cafe")]
    public void Texts_that_a_lower_case_model_reads_alike_give_1(string a, string b) =>
        _wordPiece.Compute(a, b).ShouldBe(1, 1e-6);

    [Fact]
    public void Texts_of_other_words_give_less_than_1()
    {
        _wordPiece.Compute("the value is 7", "then add 9").ShouldBeLessThan(0.99);
        _bytes.Compute("the value is 7", "then add 9").ShouldBeLessThan(0.9999);
    }

    [Fact]
    public void Sharing_most_words_is_closer_than_sharing_none()
    {
        double near = _wordPiece.Compute("the value is 7 and we add 9", "the value is 7 and we add 8");
        double far = _wordPiece.Compute("the value is 7 and we add 9", "times minus step answer");

        near.ShouldBeGreaterThan(far);
    }

    [Fact]
    public void What_is_behind_the_longest_input_is_not_compared()
    {
        using SemanticSimilarity brief = TestModels.Load("wordpiece", maxTokens: 6);

        brief.Compute("the value is 7 and 8", "the value is 7 times 9").ShouldBe(1, 1e-6);
        _wordPiece.Compute("the value is 7 and 8", "the value is 7 times 9").ShouldBeLessThan(0.9999);
    }

    [Fact]
    public void Pooling_by_the_first_token_gives_other_values_than_the_mean()
    {
        using SemanticSimilarity first = TestModels.Load("first");

        double difference = first.Compute("the value is 7", "then add 9")
            - _wordPiece.Compute("the value is 7", "then add 9");
        Math.Abs(difference).ShouldBeGreaterThan(1e-4);
    }

    [Fact]
    public async Task A_value_is_the_same_whether_texts_were_prepared_or_not()
    {
        using SemanticSimilarity prepared = TestModels.Load("wordpiece");
        string[] texts = [.. Enumerable.Range(0, 20).Select(i => $"step {i}: the value is {i * i}")];
        await Task.WhenAll(texts.Select(text => prepared.PrepareAsync(text, TestContext.Current.CancellationToken)));

        SimilarityMatrix one = SimilarityMatrix.Compute(prepared, texts);
        SimilarityMatrix two = SimilarityMatrix.Compute(_wordPiece, texts);

        for (int i = 0; i < texts.Length; i++)
        {
            for (int j = 0; j < texts.Length; j++)
            {
                one[i, j].ShouldBe(two[i, j]);
            }
        }
    }

    [Fact]
    public async Task Preparing_ends_when_it_is_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => _wordPiece.PrepareAsync("x", cancelled.Token));
    }
}
