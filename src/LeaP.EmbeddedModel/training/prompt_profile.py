"""The prompt profile that the worker reads."""
import format as f
from task import MAX_STEPS

DEFAULTS = {
    "path_count": 8, "first_interval_tokens": 32, "interval_tokens": 65, "summary_tokens": 56, "answer_tokens": 12, "max_turns": 12,
    "policy": "clustered", "peer_count": 4, "temperature": 1.0, "top_p": 1.0,
}


def profile():
    """The content of profile.json."""
    step = "(?:Add [1-9]|Minus [1-9]|Times [2-9])"
    return {
        "version": 1,
        "chat": {"prefix": "", "suffix": f.BLANK},
        "instructions": {"boxed": ""},
        "plain_instructions": {"boxed": ""},
        "opening": "",
        "triggers": f.TRIGGERS,
        "leads": [""],
        "reflection": f.REFLECTION,
        "no_comments": f.NO_COMMENTS,
        "final_answer": {"boxed": f.FINAL_ANSWER},
        "tags": {
            "summary_open": f.SUMMARY_OPEN, "summary_close": f.SUMMARY_CLOSE,
            "comment_open": f.COMMENT_OPEN, "comment_close": f.COMMENT_CLOSE, "think_end": f.THINK_END},
        "stop_strings": [],
        "problem_form": {
            "pattern": f"^Start with (?:0|[1-9][0-9]?)\\.(?: {step}\\.){{2,{MAX_STEPS}}}$",
            "description": "This model works out chains of 2 to 16 one-digit steps (Add 1-9, Minus 1-9, "
                           "Times 2-9) that start from 0 to 99, where only the last two digits of each value are kept.",
            "example": "Start with 47. Add 8. Times 3. Minus 5. Add 9. Times 2. Minus 7. Add 6. Times 7. "
                       "Minus 4. Add 3. Times 4. Minus 8.",
            "sentence_prefix": f.SENTENCE_PREFIX},
        "defaults": DEFAULTS,
    }
