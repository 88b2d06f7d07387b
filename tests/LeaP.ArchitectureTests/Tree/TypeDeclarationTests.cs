namespace LeaP.ArchitectureTests.Tree;

public sealed class TypeDeclarationTests
{
    [Theory]
    [InlineData("public sealed class Router", "Router")]
    [InlineData("internal static partial class RouterLog", "RouterLog")]
    [InlineData("public readonly record struct PathId(int Value);", "PathId")]
    [InlineData("public sealed record Answer(string Text)", "Answer")]
    [InlineData("public interface INamed", "INamed")]
    [InlineData("public enum State", "State")]
    [InlineData("public sealed class Catalog<T>(IEnumerable<T> items)", "Catalog")]
    [InlineData("public delegate Task Handler(string text);", "Handler")]
    [InlineData("file sealed class Hidden", "Hidden")]
    public void A_declaration_at_the_margin_is_a_top_level_type(string line, string name) =>
        TypeDeclaration.FindTopLevel([line]).ShouldBe([name]);

    [Theory]
    [InlineData("    private sealed class Nested")]
    [InlineData("/// <summary>A class named X.</summary>")]
    [InlineData("namespace LeaP.Router;")]
    [InlineData("using LeaP.Router;")]
    [InlineData("await app.RunAsync();")]
    public void Anything_else_is_not(string line) => TypeDeclaration.FindTopLevel([line]).ShouldBeEmpty();
}
