using Google.Protobuf.Reflection;
using LeaP.Protocol.Tests.Messages;

namespace LeaP.Protocol.Tests.Rules;

public sealed class ShapeRuleTests
{
    [Fact]
    public void Protos_import_nothing_that_would_have_to_be_fetched() =>
        ProtoCatalog.Files
            .SelectMany(file => file.Dependencies)
            .Select(file => file.Name)
            .Where(name => !name.StartsWith("leap/", StringComparison.Ordinal) && !name.StartsWith("google/protobuf/", StringComparison.Ordinal))
            .ShouldBeEmpty();

    [Fact]
    public void Every_proto_file_on_disk_is_reached_from_a_service() =>
        Directory.GetFiles(Repository.Protos, "*.proto", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Protos, file).Replace('\\', '/'))
            .Except(ProtoCatalog.Files.Select(file => file.Name))
            .ShouldBeEmpty();

    [Fact]
    public void A_package_ends_in_its_version_and_its_namespace_follows_it() =>
        ProtoCatalog.Files
            .Where(file => file.GetOptions().CsharpNamespace != NamespaceOf(file.Package))
            .Select(file => $"{file.Name}: {file.GetOptions().CsharpNamespace}")
            .ShouldBeEmpty();

    [Fact]
    public void Points_in_time_end_in_time_and_times_of_the_clock_are_timestamps() =>
        Fields()
            .Where(field => IsTimestamp(field) != field.Name.EndsWith("_time", StringComparison.Ordinal))
            .Select(field => field.FullName)
            .ShouldBeEmpty();

    [Fact]
    public void Spans_of_time_are_durations_and_no_numbers_with_a_unit_in_their_name() =>
        Fields()
            .Where(field => field.Name.EndsWith("_seconds", StringComparison.Ordinal) || field.Name.EndsWith("_ms", StringComparison.Ordinal) || field.Name.EndsWith("_millis", StringComparison.Ordinal))
            .Select(field => field.FullName)
            .ShouldBeEmpty();

    [Fact]
    public void Identifiers_are_text() =>
        Fields()
            .Where(field => (field.Name.EndsWith("_id", StringComparison.Ordinal) || field.Name.EndsWith("_ids", StringComparison.Ordinal)) && field.FieldType != FieldType.String)
            .Select(field => field.FullName)
            .ShouldBeEmpty();

    private static IEnumerable<FieldDescriptor> Fields() =>
        ProtoCatalog.Messages.Values.SelectMany(message => message.Fields.InFieldNumberOrder());

    private static bool IsTimestamp(FieldDescriptor field) =>
        field.FieldType == FieldType.Message && field.MessageType.FullName == "google.protobuf.Timestamp";

    private static string NamespaceOf(string package)
    {
        string[] parts = package.Split('.');
        return $"LeaP.Protocol.{Capitalized(parts[1])}.{Capitalized(parts[2])}";
    }

    private static string Capitalized(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
