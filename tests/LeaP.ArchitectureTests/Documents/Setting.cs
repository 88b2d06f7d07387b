namespace LeaP.ArchitectureTests.Documents;

/// <summary>One property of an options class.</summary>
/// <param name="Key">Its configuration key, such as <c>Router:ClientPort</c>.</param>
/// <param name="Default">Its value when nothing is configured.</param>
/// <param name="Summary">What its XML documentation says.</param>
/// <param name="Value">What its documentation says of default, range and unit.</param>
internal sealed record Setting(string Key, object? Default, string Summary, string Value)
{
    /// <summary>Its row in docs/settings.md.</summary>
    public string Row => $"| `{Key}` | {Escaped(Value)} | {Escaped(Summary)} |";

    private static string Escaped(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
