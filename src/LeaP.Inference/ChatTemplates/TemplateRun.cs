using System.Text;

namespace LeaP.Inference.ChatTemplates;

/// <summary>One rendering: what has come out so far, and how much more may happen.</summary>
internal sealed class TemplateRun
{
    private const int MostSteps = 100_000;
    private const int MostCharacters = 16 << 20;
    private const int DeepestCall = 100;

    private int _steps;
    private int _depth;

    /// <summary>What has come out.</summary>
    public StringBuilder Output { get; private set; } = new();

    /// <summary>Counts a step, so that no template runs for ever.</summary>
    public void Step()
    {
        if (++_steps > MostSteps || Output.Length > MostCharacters)
        {
            throw new ChatTemplateException($"Rendering takes more than {MostSteps} steps or {MostCharacters} characters.");
        }
    }

    /// <summary>Collects what comes out of something instead of putting it out.</summary>
    public string Capture(Action body)
    {
        if (++_depth > DeepestCall)
        {
            throw new ChatTemplateException($"Macros call each other more than {DeepestCall} deep.");
        }

        StringBuilder outer = Output;
        Output = new StringBuilder();
        try
        {
            body();
            return Output.ToString();
        }
        finally
        {
            Output = outer;
            _depth--;
        }
    }
}
