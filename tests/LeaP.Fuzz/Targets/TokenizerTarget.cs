using LeaP.Fuzz.Mutations;
using LeaP.Inference.Tokenizers;
using LeaP.Reasoning.Randomness;

namespace LeaP.Fuzz.Targets;

/// <summary>Broken tokenizers; those that are taken give back every text they are given.</summary>
internal sealed class TokenizerTarget() : ModelFileTarget("tokenizer.json")
{
    public override string Name => "tokenizer";

    public override int Share => 5;

    protected override void Read(string file, SeededRandom random)
    {
        ByteLevelTokenizer tokenizer = TokenizerReader.Read(file);
        foreach (int id in tokenizer.Encode(HostileText.DrawSendable(random)))
        {
            tokenizer.BytesOf(id);
        }
    }
}
