namespace LeaP.Protocol.Tests.Rules;

/// <summary>A named thing in the text of a proto file.</summary>
/// <param name="FullName">Its name with package and enclosing messages.</param>
/// <param name="Keyword">First word of its declaration: <c>message</c>, <c>rpc</c>, a field's type and so on.</param>
/// <param name="Comment">The comment right above it in one line; empty when it has none.</param>
/// <param name="ParentComment">The comment of what encloses it; empty at the top.</param>
internal sealed record ProtoElement(string FullName, string Keyword, string Comment, string ParentComment);
