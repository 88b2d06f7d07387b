namespace LeaP.Reasoning.Prompts;

/// <summary>Whether the prompt prepares a path for hearing peers.</summary>
public enum PromptMode
{
    /// <summary>Paths exchange summaries: instruction and opening say so.</summary>
    WithPeers,

    /// <summary>Paths reason alone: the plain instruction and opening.</summary>
    Alone,
}
