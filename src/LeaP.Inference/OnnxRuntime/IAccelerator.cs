using LeaP.Inference.Engines;
using Microsoft.ML.OnnxRuntime;

namespace LeaP.Inference.OnnxRuntime;

/// <summary>A device beside the CPU that runs graphs and has memory of its own.</summary>
internal interface IAccelerator
{
    /// <summary>Its memory.</summary>
    OrtMemoryInfo Memory { get; }

    /// <summary>Makes sessions run on it.</summary>
    /// <param name="session">Settings of the session.</param>
    /// <exception cref="ModelLoadException">It is not there or this build cannot use it; the message says what it takes.</exception>
    void AddTo(SessionOptions session);
}
