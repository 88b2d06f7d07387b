using LeaP.Inference.OnnxRuntime;

namespace LeaP.Benchmarks.Decode;

/// <summary>A model that is loaded and what its measurements need.</summary>
/// <param name="Model">The model.</param>
/// <param name="Folder">Its folder.</param>
/// <param name="Engine">The engine that has it loaded.</param>
/// <param name="Meter">Measures it.</param>
/// <param name="Report">Gets tables, figures and progress.</param>
/// <param name="Time">The clock.</param>
internal sealed record DecodeSession(
    DecodeModel Model, string Folder, OnnxEngine Engine, DecodeMeter Meter, DecodeReport Report, TimeProvider Time);
