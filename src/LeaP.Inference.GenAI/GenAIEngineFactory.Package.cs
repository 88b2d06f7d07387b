using LeaP.Inference.GenAI.Package;

namespace LeaP.Inference.GenAI;

/// <content>The half that builds with the package have.</content>
public sealed partial class GenAIEngineFactory
{
    static partial void FindPackage(ref SequenceModelLoader? loader) => loader = PackageModel.Load;
}
