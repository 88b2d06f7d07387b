namespace LeaP.Similarity.Onnx.Tests;

public sealed class VectorCacheTests
{
    private readonly List<string> _computed = [];

    [Fact]
    public void A_vector_is_computed_once()
    {
        VectorCache cache = Make(2);

        cache.Get("a").ShouldBeSameAs(cache.Get("a"));

        _computed.ShouldBe(["a"]);
    }

    [Fact]
    public void The_text_not_asked_for_longest_goes_first()
    {
        VectorCache cache = Make(2);
        cache.Get("a");
        cache.Get("b");
        cache.Get("a");
        cache.Get("c");

        cache.Get("a");
        cache.Get("b");

        _computed.ShouldBe(["a", "b", "c", "b"]);
        cache.Count.ShouldBe(2);
    }

    [Fact]
    public void A_failure_is_not_kept()
    {
        int calls = 0;
        var cache = new VectorCache(2, _ => ++calls == 1 ? throw new InvalidOperationException("once") : [1f]);

        Should.Throw<InvalidOperationException>(() => cache.Get("a"));

        cache.Count.ShouldBe(0);
        cache.Get("a").ShouldBe([1f]);
    }

    private VectorCache Make(int capacity) => new(capacity, text =>
    {
        _computed.Add(text);
        return [1f];
    });
}
