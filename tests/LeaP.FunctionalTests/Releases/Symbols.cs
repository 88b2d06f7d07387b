using System.Reflection.Metadata;
using System.Text.Json;

namespace LeaP.FunctionalTests.Releases;

/// <summary>What a file of symbols says of the sources that were compiled.</summary>
/// <param name="Map">Where sources are downloaded from, by pattern of their path, as Source Link has it.</param>
/// <param name="Sources">Paths of all sources.</param>
/// <param name="Embedded">Those whose text is in the file itself.</param>
internal sealed record Symbols(
    IReadOnlyDictionary<string, string> Map,
    IReadOnlyList<string> Sources,
    IReadOnlySet<string> Embedded)
{
    // Kinds of custom debug information, fixed in the specification of portable symbols.
    private static readonly Guid SourceLinkKind = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");
    private static readonly Guid EmbeddedSourceKind = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    /// <summary>Reads portable symbols.</summary>
    /// <param name="file">The file.</param>
    public static Symbols Read(Stream file)
    {
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(file, MetadataStreamOptions.PrefetchMetadata);
        MetadataReader reader = provider.GetMetadataReader();
        CustomDebugInformation[] all = [.. reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation)];
        CustomDebugInformation[] OfKind(Guid kind) => [.. all.Where(information => reader.GetGuid(information.Kind) == kind)];
        string Name(DocumentHandle handle) => reader.GetString(reader.GetDocument(handle).Name);
        return new Symbols(
            OfKind(SourceLinkKind) is [CustomDebugInformation link] ? ReadMap(reader.GetBlobBytes(link.Value)) : new Dictionary<string, string>(),
            [.. reader.Documents.Select(Name)],
            OfKind(EmbeddedSourceKind).Select(information => Name((DocumentHandle)information.Parent)).ToHashSet(StringComparer.Ordinal));
    }

    private static Dictionary<string, string> ReadMap(byte[] json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty("documents").EnumerateObject()
            .ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!, StringComparer.Ordinal);
    }
}
