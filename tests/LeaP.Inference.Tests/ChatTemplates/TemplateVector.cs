using System.Text.Json;

namespace LeaP.Inference.Tests.ChatTemplates;

/// <summary>A template with values, and what Jinja itself made of them.</summary>
/// <param name="Name">What is tried.</param>
/// <param name="Template">The template.</param>
/// <param name="Values">The values.</param>
/// <param name="Output">What came out.</param>
internal sealed record TemplateVector(string Name, string Template, JsonElement Values, string Output);
