// Splits texts as the pre-tokenizers of model families say, with JavaScript's own regular expressions, which see whole
// characters; writes what comes out to Golden/splits.json beside this folder. Needs Node 20:
//
//     node tests/LeaP.Inference.Tests/Tokenizers/split_golden.mjs
import { writeFileSync } from "node:fs";

const contractions = "(?i:'s|'t|'re|'ve|'m|'ll|'d)";
const modern = (digits) =>
  `${contractions}|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|${digits}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+`;
const split = (...patterns) => ({
  type: "Sequence",
  pretokenizers: [
    ...patterns.map((Regex) => ({ type: "Split", pattern: { Regex }, behavior: "Isolated", invert: false })),
    { type: "ByteLevel", add_prefix_space: false, trim_offsets: true, use_regex: false },
  ],
});
const gpt2 = "'(?:[sdmt]|ll|ve|re)| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";
const deepSeek = [
  "\\p{N}{1,3}",
  "[一-龥\u3040-ゟ゠-ヿ]+",
  "[!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+|[^\r\n\\p{L}\\p{P}\\p{S}]?[\\p{L}\\p{M}]+| ?[\\p{P}\\p{S}]+[\r\n]*|\\s*[\r\n]+|\\s+(?!\\S)|\\s+",
];
const families = [
  ["GPT-2", [gpt2], { type: "ByteLevel", add_prefix_space: false, trim_offsets: true, use_regex: true }],
  ["Qwen2 and Qwen3", [modern("\\p{N}")], split(modern("\\p{N}"))],
  ["Llama 3", [modern("\\p{N}{1,3}")], split(modern("\\p{N}{1,3}"))],
  ["DeepSeek", deepSeek, split(...deepSeek)],
];
const texts = [
  "Hello, world! It's 2026 and we'll see 12345678 things.",
  "I'M SURE THEY'VE GONE; he'd said 'so'.",
  "  leading,   inner   and trailing   ",
  "line one\n\nline two\r\n\ttabbed\n   \n  x",
  "f(x) = x**2 + 3.14e-5; a[i]!=b->c // note",
  "Größe, naïve café, Ελληνικά, русский, עברית, العربية ٣٤٥",
  "汉字とひらがなカタカナ混じり文、123個。한국어도",
  "emoji 😀👍🏽 and 𝑥𝒳 math 𝟏𝟐𝟑 and 🈶x𠀀y",
  "e\u0301 and a\u0308bc\u0327",
  "\u00a0non\u2003breaking\u3000spaces \u200b zero",
  "<think>\nSo 7×8=56, right?</think>\n\n**Answer** \\boxed{56}",
  "x'SX 'T'tt ''' \"\"\" ...!!!\n!!\n",
  "don\u2019t “quote” — dash… €100 ½ Ⅷ ²",
];

const cut = (patterns, pieces) =>
  patterns.reduce((all, pattern) => {
    // Groups that ignore case are newer than Node 20.
    const spelled = pattern.replace(contractions, "'[sS]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD]");
    const expression = new RegExp(spelled, "gu");
    return all.flatMap((piece) => {
      const parts = [];
      let end = 0;
      for (const match of piece.matchAll(expression)) {
        parts.push(piece.slice(end, match.index), match[0]);
        end = match.index + match[0].length;
      }
      return [...parts, piece.slice(end)].filter((part) => part.length > 0);
    });
  }, pieces);

const golden = families.map(([family, patterns, preTokenizer]) => ({
  family,
  preTokenizer,
  vectors: texts.map((text) => ({ text, pieces: cut(patterns, [text]) })),
}));
writeFileSync(new URL("../Golden/splits.json", import.meta.url), `${JSON.stringify(golden, null, 1)}\n`);
