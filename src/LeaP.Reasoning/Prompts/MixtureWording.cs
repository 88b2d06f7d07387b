namespace LeaP.Reasoning.Prompts;

/// <summary>The words with which a path of a later layer is asked to weigh the answers of the layer before.</summary>
/// <param name="Introduction">Stands behind the problem and its instruction, before the answers.</param>
/// <param name="Entry">Stands before each answer, with <c>{0}</c> for its number, from 1.</param>
public sealed record MixtureWording(string Introduction, string Entry);
