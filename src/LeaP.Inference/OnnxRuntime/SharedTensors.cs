using Microsoft.ML.OnnxRuntime;

namespace LeaP.Inference.OnnxRuntime;

/// <summary>K and V of one row that several rows may share; disposed by the last that gives them up.</summary>
/// <param name="values">The tensors; owned from here on.</param>
/// <param name="length">Tokens in them.</param>
internal sealed class SharedTensors(IReadOnlyList<OrtValue> values, int length)
{
    private int _users = 1;

    public IReadOnlyList<OrtValue> Values => values;

    public int Length => length;

    public SharedTensors Share()
    {
        _users++;
        return this;
    }

    public void Release()
    {
        if (--_users == 0)
        {
            foreach (OrtValue value in values)
            {
                value.Dispose();
            }
        }
    }
}
