using LeaP.Worker.Models;
using LeaP.Worker.Options;

namespace LeaP.Worker.Link;

/// <summary>What a worker offers on all links to one router.</summary>
/// <param name="Options">Who the worker is.</param>
/// <param name="InstanceId">This life of it.</param>
/// <param name="Model">What it serves.</param>
/// <param name="Slots">Paths that the router may run on it at once.</param>
internal sealed record LinkTerms(WorkerOptions Options, Guid InstanceId, LoadedModel Model, int Slots);
