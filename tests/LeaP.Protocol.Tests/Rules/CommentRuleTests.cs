using Google.Protobuf.Reflection;
using LeaP.Protocol.Tests.Messages;

namespace LeaP.Protocol.Tests.Rules;

public sealed class CommentRuleTests
{
    [Fact]
    public void Every_declaration_has_a_comment_that_is_a_sentence() =>
        ProtoText.Elements.Values
            .Where(element => element.Comment.Length == 0 || !element.Comment.EndsWith('.'))
            .Select(element => element.FullName)
            .ShouldBeEmpty();

    [Fact]
    public void The_reader_of_comments_finds_every_field_and_message_that_the_descriptors_name()
    {
        IEnumerable<string> described = ProtoCatalog.Messages.Values
            .SelectMany(message => message.Fields.InFieldNumberOrder().Select(field => field.FullName).Prepend(message.FullName));
        described.Except(ProtoText.Elements.Keys).ShouldBeEmpty();
    }

    [Fact]
    public void A_declaration_without_a_comment_is_seen()
    {
        string[] lines = ["package a.v1;", "// A thing.", "message Thing {", "// Its name.", "string name = 1;", "", "int32 size = 2;", "}"];
        ProtoText.Read(lines).Single(element => element.Comment.Length == 0).FullName.ShouldBe("a.v1.Thing.size");
    }

    [Fact]
    public void A_scalar_whose_unset_state_means_something_is_optional() =>
        Scalars()
            .Where(field => Says(field, "unset means") && !field.HasPresence)
            .Select(field => field.FullName)
            .ShouldBeEmpty();

    [Fact]
    public void An_optional_scalar_says_what_it_means_to_leave_it_unset() =>
        Scalars()
            .Where(field => field.HasPresence && field.RealContainingOneof is null)
            .Where(field => !Says(field, "unset") && !ProtoText.Elements[field.FullName].ParentComment.Contains("unset", StringComparison.OrdinalIgnoreCase))
            .Select(field => field.FullName)
            .ShouldBeEmpty();

    [Fact]
    public void A_number_that_may_be_zero_or_a_default_is_not_both() =>
        Scalars()
            .Where(field => Says(field, "zero means the model's default") && (field.HasPresence || Says(field, "0 to ")))
            .Select(field => field.FullName)
            .ShouldBeEmpty();

    private static IEnumerable<FieldDescriptor> Scalars() =>
        ProtoCatalog.Messages.Values
            .SelectMany(message => message.Fields.InFieldNumberOrder())
            .Where(field => !field.IsRepeated && field.FieldType is not (FieldType.Message or FieldType.Enum));

    private static bool Says(FieldDescriptor field, string words) =>
        ProtoText.Elements[field.FullName].Comment.Contains(words, StringComparison.OrdinalIgnoreCase);
}
