using System.Text;
using LeaP.Inference.OpenAI;

namespace LeaP.Inference.Tests.OpenAI;

public sealed class CompletionChunkParserTests
{
    [Fact]
    public void A_piece_brings_text_counts_and_probabilities()
    {
        CompletionChunk chunk = Parse(
            """
            {"id":"cmpl-1","choices":[{"index":0,"text":" two\n","logprobs":{"token_logprobs":[-0.5,null,-1],"tokens":["a"]},
            "finish_reason":null,"stop_reason":null}],"usage":{"prompt_tokens":7,"total_tokens":9,"completion_tokens":2}}
            """);

        chunk.Text.ShouldBe(" two\n");
        chunk.FinishReason.ShouldBeNull();
        chunk.Usage.ShouldBe(new CompletionUsage(7, 2));
        chunk.LogProbabilities.ShouldBe([-0.5, -1]);
        chunk.Error.ShouldBeNull();
        chunk.IsEnd.ShouldBeFalse();
    }

    [Fact]
    public void Probabilities_may_come_as_objects() =>
        Parse("""{"choices":[{"text":"a","logprobs":{"content":[{"id":1,"token":"a","logprob":-0.25,"top_logprobs":[]}]}}]}""")
            .LogProbabilities.ShouldBe([-0.25]);

    [Fact]
    public void The_last_piece_may_bring_counts_only()
    {
        CompletionChunk chunk = Parse("""{"choices":[],"usage":{"prompt_tokens":7,"completion_tokens":2}}""");

        chunk.Text.ShouldBeEmpty();
        chunk.Usage.ShouldBe(new CompletionUsage(7, 2));
    }

    [Fact]
    public void The_reason_for_the_end_is_read() =>
        Parse("""{"choices":[{"text":"","finish_reason":"length","logprobs":null}],"usage":null}""")
            .FinishReason.ShouldBe("length");

    [Theory]
    [InlineData("""{"error":{"message":"no memory","type":"server_error","code":500}}""", "no memory", 500)]
    [InlineData("""{"error":{"code":"odd"}}""", "an error without a message", null)]
    [InlineData("""{"error":"no memory"}""", "no memory", null)]
    public void Errors_within_a_stream_are_read(string data, string message, int? code)
    {
        CompletionChunk chunk = Parse(data);

        chunk.Error.ShouldBe(message);
        chunk.ErrorCode.ShouldBe(code);
    }

    [Fact]
    public void The_mark_behind_the_last_piece_is_known() => Parse("[DONE]").IsEnd.ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[1]")]
    [InlineData("""{"choices":3}""")]
    [InlineData("""{"choices":[1]}""")]
    [InlineData("""{"choices":[{"text":"\ud83d"}]}""")]
    public void Anything_else_is_refused(string data) => Should.Throw<FormatException>(() => Parse(data));

    private static CompletionChunk Parse(string data) => CompletionChunkParser.Parse(Encoding.UTF8.GetBytes(data));
}
