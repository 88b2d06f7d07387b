namespace LeaP.Similarity.Onnx;

/// <summary>Keeps the vectors of texts; each is computed once, also when several threads ask for it at a time.</summary>
/// <param name="capacity">Vectors kept, at least 1; the one not asked for longest goes first.</param>
/// <param name="compute">Computes a vector.</param>
internal sealed class VectorCache(int capacity, Func<string, float[]> compute)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<(string Text, Lazy<float[]> Vector)>> _byText = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Text, Lazy<float[]> Vector)> _byUse = new();

    /// <summary>Vectors that are kept now.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _byText.Count;
            }
        }
    }

    /// <summary>Finds or computes a vector. A computation that fails is not kept.</summary>
    /// <param name="text">The text.</param>
    public float[] Get(string text)
    {
        LinkedListNode<(string Text, Lazy<float[]> Vector)> node = Take(text);
        try
        {
            // Outside the lock: a run of the model must not keep others from what is there.
            return node.Value.Vector.Value;
        }
        catch
        {
            Forget(node);
            throw;
        }
    }

    private LinkedListNode<(string Text, Lazy<float[]> Vector)> Take(string text)
    {
        lock (_gate)
        {
            if (_byText.TryGetValue(text, out LinkedListNode<(string Text, Lazy<float[]> Vector)>? node))
            {
                _byUse.Remove(node);
                _byUse.AddLast(node);
                return node;
            }

            if (_byText.Count == capacity && _byUse.First is { } oldest)
            {
                _byUse.Remove(oldest);
                _byText.Remove(oldest.Value.Text);
            }

            node = _byUse.AddLast((text, new Lazy<float[]>(() => compute(text))));
            _byText.Add(text, node);
            return node;
        }
    }

    private void Forget(LinkedListNode<(string Text, Lazy<float[]> Vector)> node)
    {
        lock (_gate)
        {
            if (_byText.TryGetValue(node.Value.Text, out LinkedListNode<(string Text, Lazy<float[]> Vector)>? kept) && kept == node)
            {
                _byText.Remove(node.Value.Text);
                _byUse.Remove(node);
            }
        }
    }
}
