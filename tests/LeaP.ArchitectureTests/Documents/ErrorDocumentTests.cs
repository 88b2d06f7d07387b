using System.Reflection;
using System.Text.RegularExpressions;
using LeaP.ArchitectureTests.Tree;
using LeaP.Protocol;

namespace LeaP.ArchitectureTests.Documents;

public sealed partial class ErrorDocumentTests
{
    private static readonly string[] Reasons =
    [
        .. typeof(ErrorReasons).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral && field.Name != nameof(ErrorReasons.Domain))
            .Select(field => (string)field.GetRawConstantValue()!),
    ];

    private static readonly string[] Documented =
        [.. Repository.Read("docs/errors.md").Split('\n').Select(line => Row().Match(line)).Where(match => match.Success).Select(match => match.Groups["reason"].Value)];

    [Fact]
    public void Every_reason_has_a_row() => Reasons.Except(Documented).ShouldBeEmpty("Reasons without a row in docs/errors.md");

    [Fact]
    public void Every_row_is_about_a_reason_that_exists() => Documented.Except(Reasons).ShouldBeEmpty("Rows of docs/errors.md without a reason");

    [GeneratedRegex("^\\| `(?<reason>[A-Z][A-Z0-9_]*)` \\|")]
    private static partial Regex Row();
}
