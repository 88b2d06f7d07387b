using System.Text.Json;

namespace LeaP.TestKit.Completions;

/// <summary>A request that a <see cref="CompletionsServer"/> got.</summary>
/// <param name="Path">Path of its address.</param>
/// <param name="Authorization">Its Authorization header; empty without one.</param>
/// <param name="Body">Its JSON body; undefined without one.</param>
public sealed record ReceivedRequest(string Path, string Authorization, JsonElement Body);
