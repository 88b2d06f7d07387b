using LeaP.Inference.Sampling;

namespace LeaP.Inference.Engines;

/// <summary>Checks of what callers hand to an engine. Every error names the field and what is allowed.</summary>
internal static class ArgumentChecks
{
    public static void Check(ModelLoadOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        RequireRange(options.SlotCount, 1, 1024, nameof(options.SlotCount));
        if (options.MaxContextTokens is { } context)
        {
            RequireRange(context, 2, int.MaxValue, nameof(options.MaxContextTokens));
        }

        if (options.Threads is { } threads)
        {
            RequireRange(threads, 1, 1024, nameof(options.Threads));
        }

        if (options.KvMemoryBytes is { } memory)
        {
            RequireRange(memory, 1, long.MaxValue, nameof(options.KvMemoryBytes));
        }

        if (options.Cuda?.FindErrors() is [var error, ..])
        {
            throw new ArgumentException($"{nameof(options.Cuda)}: {error}", nameof(options));
        }

        if (options.LongestStall <= TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.LongestStall, "LongestStall must be above zero.");
        }
    }

    public static void Check(string prompt, IReadOnlyList<GenerationSettings> paths, int slotCount)
    {
        ArgumentException.ThrowIfNullOrEmpty(prompt);
        CheckText(prompt, nameof(prompt));
        ArgumentNullException.ThrowIfNull(paths);
        RequireRange(paths.Count, 1, slotCount, "paths.Count");
        foreach (GenerationSettings path in paths)
        {
            Check(path);
        }
    }

    public static void Check(GenerationSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        RequireRange(settings.PathIndex, 0, int.MaxValue, nameof(settings.PathIndex));
        SamplingSettings sampling = settings.Sampling;
        ArgumentNullException.ThrowIfNull(sampling, nameof(settings.Sampling));
        RequireRange(sampling.Temperature, 0, 2, nameof(sampling.Temperature));
        RequireRange(sampling.TopK, 0, int.MaxValue, nameof(sampling.TopK));
        RequireRange(sampling.MinP, 0, 1, nameof(sampling.MinP));
        RequireRange(
            sampling.RepetitionPenalty,
            SamplingSettings.LeastRepetitionPenalty,
            SamplingSettings.MostRepetitionPenalty,
            nameof(sampling.RepetitionPenalty));
        RequireRange(sampling.TopP, float.Epsilon, 1, nameof(sampling.TopP));
    }

    public static void Check(GenerateOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        RequireRange(options.MaxTokens, 1, int.MaxValue, nameof(options.MaxTokens));
        ArgumentNullException.ThrowIfNull(options.StopStrings, nameof(options.StopStrings));
        foreach (string stop in options.StopStrings)
        {
            if (string.IsNullOrEmpty(stop))
            {
                throw new ArgumentException("An entry of StopStrings is empty; each needs a character at least.", nameof(options));
            }
        }
    }

    /// <summary>Refuses text that no sequence of bytes stands for.</summary>
    public static void CheckText(string text, string field)
    {
        ArgumentNullException.ThrowIfNull(text, field);
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                {
                    throw new ArgumentException($"{field} holds half of a surrogate pair at index {i}.", field);
                }

                i++;
            }
        }
    }

    /// <summary>Checks a rewind position against the text it falls into.</summary>
    public static void CheckRewind(int textLength, int promptLength, ReadOnlySpan<char> text)
    {
        RequireRange(textLength, promptLength, text.Length, nameof(textLength));
        if (textLength > 0 && textLength < text.Length
            && char.IsHighSurrogate(text[textLength - 1]) && char.IsLowSurrogate(text[textLength]))
        {
            throw new ArgumentOutOfRangeException(
                nameof(textLength), textLength, "textLength falls inside a surrogate pair; it must lie between characters.");
        }
    }

    private static void RequireRange<T>(T value, T low, T high, string field)
        where T : System.Numerics.INumber<T>
    {
        // Written so that NaN fails too.
        if (!(value >= low && value <= high))
        {
            throw new ArgumentOutOfRangeException(field, value, $"{field} must be from {low} to {high}.");
        }
    }
}
