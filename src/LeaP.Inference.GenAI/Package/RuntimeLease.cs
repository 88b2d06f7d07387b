using Microsoft.ML.OnnxRuntimeGenAI;

namespace LeaP.Inference.GenAI.Package;

/// <summary>
/// A share in the process's one GenAI runtime: the last one that is disposed shuts it down, behind everything made with it.
/// </summary>
internal sealed class RuntimeLease : IDisposable
{
    private static readonly Lock Guard = new();
    private static OgaHandle? _runtime;
    private static int _leases;
    private bool _isOver;

    /// <summary>Takes a share; the first one starts the runtime.</summary>
    public RuntimeLease()
    {
        lock (Guard)
        {
            if (_runtime is null)
            {
                // Official builds report usage over the network unless they are told not to. This also finds out whether the
                // native library is there: shutting down what never started would end the process.
                Utils.DisableTelemetryEvents();
                _runtime = new OgaHandle();
            }

            _leases++;
        }
    }

    public void Dispose()
    {
        lock (Guard)
        {
            if (!_isOver && --_leases == 0)
            {
                _runtime?.Dispose();
                _runtime = null;
            }

            _isOver = true;
        }
    }
}
