using LeaP.Inference.Models;
using LeaP.Reasoning.Randomness;

namespace LeaP.Fuzz.Targets;

/// <summary>Broken descriptions of models.</summary>
internal sealed class GenAIConfigTarget() : ModelFileTarget("genai_config.json")
{
    public override string Name => "genai-config";

    public override int Share => 45;

    protected override void Read(string file, SeededRandom random) => GenAIConfigReader.Read(file);
}
