namespace LeaP.Reasoning.Prompts;

/// <summary>Chooses the words that make a path summarise itself.</summary>
public interface ISummaryPromptSelector
{
    /// <summary>The text to append: from the trigger to where the model goes on inside the open summary.</summary>
    /// <param name="request">What it is chosen for.</param>
    string Select(SummaryPromptRequest request);
}
