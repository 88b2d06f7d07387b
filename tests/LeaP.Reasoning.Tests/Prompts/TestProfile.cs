using LeaP.Reasoning.Prompts;

namespace LeaP.Reasoning.Tests.Prompts;

internal static class TestProfile
{
    public const string Json = """
        {
          "version": 1,
          "chat": { "prefix": "<|user|>", "suffix": "<|assistant|>" },
          "instructions": { "boxed": "Think, exchange and box.", "choice": "Think, exchange and choose." },
          "plain_instructions": { "boxed": "Think and box.", "choice": "" },
          "opening": "I will summarise.\n\n",
          "plain_opening": "I think.\n\n",
          "triggers": ["Pause here.", "Let me take stock.", "Short stop."],
          "leads": ["", "So far,"],
          "reflection": "I compare.",
          "no_comments": "Nobody answered.",
          "final_answer": { "boxed": "\n\nFinally: \\boxed{", "choice": " </think> ANSWER:" },
          "tags": {
            "summary_open": "<summarize>", "summary_close": "</summarize>",
            "comment_open": "<comment>", "comment_close": "</comment>", "think_end": "</think>"
          },
          "stop_strings": ["<|end|>"],
          "mixture": { "introduction": "Others answered; weigh what they say.", "entry": "Answer {0}:" },
          "problem_form": {
            "pattern": "^Start with [0-9]+(\\. (Add|Times) [0-9])+\\.$",
            "description": "Chains of additions and multiplications.",
            "example": "Start with 4. Add 2.",
            "sentence_prefix": "#{0} "
          },
          "defaults": {
            "path_count": 8, "interval_tokens": 30, "first_interval_tokens": 12, "summary_tokens": 40, "answer_tokens": 16, "max_turns": 6,
            "policy": "random", "peer_count": 4, "temperature": 1.3, "top_p": 0.95, "top_k": 40
          }
        }
        """;

    public static PromptTags Tags { get; } = new("<summarize>", "</summarize>", "<comment>", "</comment>", "</think>");

    public static PromptProfile Create() => PromptProfileParser.Parse(Json);
}
