using Google.Protobuf.Reflection;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Fleet.V1;
using LeaP.Protocol.Link.V1;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Protocol.Tests.Messages;

/// <summary>Everything the protos define, found from the generated services.</summary>
internal static class ProtoCatalog
{
    /// <summary>Our proto files, those that the services import included.</summary>
    public static IReadOnlyList<FileDescriptor> Files { get; } = FindFiles();

    /// <summary>Every message, nested ones included and map entries left out, by full name.</summary>
    public static IReadOnlyDictionary<string, MessageDescriptor> Messages { get; } = Files
        .SelectMany(file => file.MessageTypes)
        .SelectMany(WithNested)
        .ToDictionary(message => message.FullName);

    /// <summary>Full names of all messages, for theories.</summary>
    public static TheoryData<string> MessageNames => [.. Messages.Keys.Order(StringComparer.Ordinal)];

    private static List<FileDescriptor> FindFiles()
    {
        List<FileDescriptor> found = [];
        Queue<FileDescriptor> open = new([
            GenerationReflection.Descriptor,
            FleetServiceReflection.Descriptor,
            WorkerLinkServiceReflection.Descriptor,
            ReasoningServiceReflection.Descriptor,
        ]);
        while (open.TryDequeue(out FileDescriptor? file))
        {
            if (file.Name.StartsWith("leap/", StringComparison.Ordinal) && !found.Contains(file))
            {
                found.Add(file);
                file.Dependencies.ToList().ForEach(open.Enqueue);
            }
        }

        return found;
    }

    private static IEnumerable<MessageDescriptor> WithNested(MessageDescriptor message) =>
        message.NestedTypes.Where(nested => !nested.GetOptions().IsMapEntry()).SelectMany(WithNested).Prepend(message);

    private static bool IsMapEntry(this MessageOptions? options) => options?.MapEntry ?? false;
}
