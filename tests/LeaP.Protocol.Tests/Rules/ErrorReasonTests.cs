using System.Reflection;
using System.Text.RegularExpressions;

namespace LeaP.Protocol.Tests.Rules;

public sealed partial class ErrorReasonTests
{
    private static readonly string[] Reasons =
    [
        .. typeof(ErrorReasons).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral && field.Name != nameof(ErrorReasons.Domain))
            .Select(field => (string)field.GetRawConstantValue()!),
    ];

    [Fact]
    public void Reasons_are_in_upper_snake_case_of_at_most_63_characters() =>
        Reasons.Where(reason => reason.Length > 63 || !UpperSnakeCase().IsMatch(reason)).ShouldBeEmpty();

    [Fact]
    public void No_two_reasons_are_the_same() => Reasons.ShouldBeUnique();

    [GeneratedRegex("^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$")]
    private static partial Regex UpperSnakeCase();
}
