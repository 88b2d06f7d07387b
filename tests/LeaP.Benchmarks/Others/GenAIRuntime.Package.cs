namespace LeaP.Benchmarks.Others;

/// <content>The half that builds with the package have.</content>
internal static partial class GenAIRuntime
{
    static partial void Load(string folder, int context, ref IOtherRuntime? loaded) => loaded = new GenAIBatches(folder, context);
}
