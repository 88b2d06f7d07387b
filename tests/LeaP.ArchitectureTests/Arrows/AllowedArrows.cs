namespace LeaP.ArchitectureTests.Arrows;

/// <summary>
/// Which project may refer to which. The one place to change, together with an ADR, when a project is added or an arrow
/// is drawn.
/// </summary>
internal static class AllowedArrows
{
    /// <summary>Projects that a project under src may refer to. One that stands here need not exist yet.</summary>
    public static IReadOnlyDictionary<string, string[]> Projects { get; } = new Dictionary<string, string[]>
    {
        ["LeaP.Protocol"] = [],
        ["LeaP.Reasoning"] = [],
        ["LeaP.Inference"] = [],
        ["LeaP.EmbeddedModel"] = [],
        ["LeaP.Inference.GenAI"] = ["LeaP.Inference"],
        ["LeaP.Similarity.Onnx"] = ["LeaP.Inference", "LeaP.Reasoning"],
        ["LeaP.Storage.Redis"] = ["LeaP.Reasoning"],
        ["LeaP.Hosting"] = ["LeaP.Protocol"],
        ["LeaP.Client"] = ["LeaP.Protocol"],
        ["LeaP.Router"] = ["LeaP.Hosting", "LeaP.Protocol", "LeaP.Reasoning", "LeaP.Similarity.Onnx", "LeaP.Storage.Redis"],
        ["LeaP.Worker"] = ["LeaP.EmbeddedModel", "LeaP.Hosting", "LeaP.Inference", "LeaP.Inference.GenAI", "LeaP.Protocol", "LeaP.Reasoning"],
        ["LeaP.Evaluation"] = ["LeaP.Protocol", "LeaP.Reasoning"],
        ["LeaP.Cli"] = ["LeaP.Client", "LeaP.EmbeddedModel", "LeaP.Evaluation", "LeaP.Hosting", "LeaP.Inference", "LeaP.Protocol", "LeaP.Reasoning", "LeaP.Router", "LeaP.Worker"],
    };

    /// <summary>Namespaces outside this repository that a project must not use, in its own code.</summary>
    public static IReadOnlyDictionary<string, string[]> ForbiddenNamespaces { get; } = new Dictionary<string, string[]>
    {
        ["LeaP.Protocol"] = ["Microsoft.AspNetCore", "Microsoft.Extensions", "Microsoft.ML", "StackExchange.Redis"],
        ["LeaP.Reasoning"] = ["Google.Protobuf", "Grpc", "Microsoft.AspNetCore", "Microsoft.Extensions", "Microsoft.ML", "StackExchange.Redis", "System.IO.File", "System.Net"],
        ["LeaP.Inference"] = ["Google.Protobuf", "Grpc", "Microsoft.AspNetCore", "StackExchange.Redis"],
        ["LeaP.Similarity.Onnx"] = ["Google.Protobuf", "Grpc", "Microsoft.AspNetCore", "StackExchange.Redis"],
        ["LeaP.Storage.Redis"] = ["Google.Protobuf", "Grpc", "Microsoft.AspNetCore", "Microsoft.ML"],
        ["LeaP.Hosting"] = ["Microsoft.ML", "StackExchange.Redis"],
        ["LeaP.Router"] = ["Microsoft.ML", "StackExchange.Redis"],
        ["LeaP.Worker"] = ["Microsoft.ML", "StackExchange.Redis"],
        ["LeaP.Evaluation"] = ["Microsoft.AspNetCore", "Microsoft.ML", "StackExchange.Redis"],
        ["LeaP.Cli"] = ["Microsoft.ML", "StackExchange.Redis"],
    };

    /// <summary>Folders whose code may use the types generated from the protos; elsewhere the domain's types stand.</summary>
    public static IReadOnlyDictionary<string, string[]> ProtoFolders { get; } = new Dictionary<string, string[]>
    {
        ["LeaP.Router"] = ["Endpoints", "Links", "Mapping", "Sessions"],
    };
}
