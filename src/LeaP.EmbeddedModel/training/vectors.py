"""Writes tests-data/tokenizer_vectors.json: texts and their ids, for a check of other encoders."""
import json
import sys

import format as f
from tokenizer import Tokenizer

TEXTS = [
    "", "Start with 47.", f.prompt_text("Start with 47. Add 8. Times 3. Minus 5."),
    f.prompt_text("Start with 0. Times 9. Add 1."), f.step_text(1, 47, ("+", 8), 55),
    f.step_text(16, 7, ("*", 3), 21), f.step_text(12, 3, ("-", 5), 98),
    f.TRIGGERS[0] + " " + f.SUMMARY_OPEN, f.TRIGGERS[1] + " " + f.SUMMARY_OPEN, f.TRIGGERS[2],
    f.summary_text([(2, 25), (3, 75), (4, 83)]) + f.SUMMARY_CLOSE,
    f.comment_text(["#2 = 25, #3 = 75"]), f.comment_text(["#1 = 4", "#1 = 40", "#1 = 99"]),
    f.comment_text([f"#9 = {n}" for n in range(15)]), f.comment_text([]),
    f.step_text(4, 75, ("+", 8), 83, again=True), f.answer_text(65), f.FINAL_ANSWER + "65}", "55" + f.BLANK + f.FINAL_ANSWER,
    "<eos>", "a<pad>b<eos>", "#17 is 5, #1 is5, #2= 5, #17 = 5", "12345 100 007 9 10",
    "Hello, world! It's John's 3rd try; they'll see.", "Ünïcödé and 漢字, здравствуй мир",
    "😀 smile 👩\u200d💻 end", "one\ntwo\n\nthree\n\n\nfour\t tab  two spaces   ", "\r\n windows \r\n\r\n lines",
    "<summarize> <comment> </comment> </think> \\boxed{x}", "½ ² Ⅷ ٣ 47th",
]


def main():
    tokens = Tokenizer()
    vectors = [{"text": text, "ids": tokens.encode(text)} for text in TEXTS]
    assert all(tokens.decode(v["ids"]) == v["text"] for v in vectors)
    with open(sys.argv[1], "w", encoding="utf-8") as out:
        out.write("[\n" + ",\n".join(json.dumps(v, ensure_ascii=False) for v in vectors) + "\n]\n")
    print(f"wrote {len(vectors)} vectors")


if __name__ == "__main__":
    main()
