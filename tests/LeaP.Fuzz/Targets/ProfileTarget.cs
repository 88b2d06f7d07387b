using System.Text;
using LeaP.EmbeddedModel;
using LeaP.Fuzz.Mutations;
using LeaP.Reasoning.Prompts;
using LeaP.Reasoning.Randomness;

namespace LeaP.Fuzz.Targets;

/// <summary>Broken prompt profiles are refused with their faults; those that are taken can be used.</summary>
internal sealed class ProfileTarget : IFuzzTarget
{
    private readonly string _json = File.ReadAllText(FilePath.Combine(EmbeddedModelFolder.Path, "profile.json"));

    public string Name => "profile";

    public int Share => 90;

    public ValueTask RunAsync(SeededRandom random)
    {
        string text = Encoding.UTF8.GetString(JsonMutator.Mutate(_json, random));
        try
        {
            PromptProfile profile = PromptProfileParser.Parse(text);
            PeerBlockRenderer.Render(profile, [HostileText.Draw(random)]);
            profile.ProblemForm?.Check(HostileText.Draw(random));
        }
        catch (PromptProfileException)
        {
            // Refused, as it should be.
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
