using System.Globalization;

namespace LeaP.Inference.Scripted;

/// <summary>Ready-made answer rules of the scripted engine.</summary>
public static class ScriptedAnswers
{
    /// <summary>
    /// A number from 0 to 99 that depends on the prompt alone; every fourth path, by its index, is off by one.
    /// </summary>
    /// <param name="request">The path that answers.</param>
    public static string Majority(ScriptedAnswerRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        int common = (int)(StableHash.Of(request.Prompt, 0) % 100);
        int own = request.Settings.PathIndex % 4 == 3 ? (common + 1) % 100 : common;
        return own.ToString(CultureInfo.InvariantCulture);
    }
}
