using Spectre.Console;

namespace LeaP.Cli.Rendering;

/// <summary>A stretch of a screen line in one style.</summary>
/// <param name="Text">Text safe to show, without line ends. Never read as markup.</param>
/// <param name="Style">How it looks.</param>
internal readonly record struct ScreenPart(string Text, Style Style);
