using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LeaP.Hosting.Errors;
using LeaP.Protocol;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Fleet.V1;
using LeaP.Router.Access;
using LeaP.Router.Links;
using LeaP.Router.Mapping;
using LeaP.Router.Options;
using LeaP.Router.Placement;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace LeaP.Router.Endpoints;

/// <summary>Answers people and tools that look after the workers.</summary>
internal sealed class FleetEndpoint(
    WorkerDirectory directory,
    PlacementQueue placement,
    IOptions<WorkerLinkOptions> options) : FleetService.FleetServiceBase
{
    /// <inheritdoc />
    [Authorize(AccessPolicies.Known)]
    public override Task<ListModelsResponse> ListModels(ListModelsRequest request, ServerCallContext context)
    {
        Model[] models =
        [
            .. directory.Linked
                .SelectMany(link => link.Worker.Models.Select(model => (Link: link, Model: model)))
                .GroupBy(pair => pair.Model.ModelId, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(ToModel),
        ];
        (IReadOnlyList<Model> page, string next) = Paging.Cut(
            models, model => model.ModelId, request.PageSize, request.PageToken);
        var response = new ListModelsResponse { NextPageToken = next };
        response.Models.AddRange(page);
        return Task.FromResult(response);
    }

    /// <inheritdoc />
    [Authorize(AccessPolicies.Operate)]
    public override Task<ListWorkersResponse> ListWorkers(ListWorkersRequest request, ServerCallContext context)
    {
        Worker[] workers =
        [
            .. directory.Linked.Select(link => ToWorker(link, isLost: false))
                .Concat(directory.Lost.Select(link => ToWorker(link, isLost: true)))
                .Where(worker => request.ModelId.Length == 0 || worker.ModelIds.Contains(request.ModelId))
                .OrderBy(worker => worker.WorkerId, StringComparer.Ordinal),
        ];
        (IReadOnlyList<Worker> page, string next) = Paging.Cut(
            workers, worker => worker.WorkerId, request.PageSize, request.PageToken);
        var response = new ListWorkersResponse { NextPageToken = next };
        response.Workers.AddRange(page);
        return Task.FromResult(response);
    }

    /// <inheritdoc />
    [Authorize(AccessPolicies.Operate)]
    public override Task<DrainWorkerResponse> DrainWorker(DrainWorkerRequest request, ServerCallContext context)
    {
        FieldChecks.RequireLength(request.WorkerId, FieldChecks.MaxIdLength, "worker_id");
        WorkerLink link = directory.Linked.FirstOrDefault(link => link.WorkerId == request.WorkerId)
            ?? throw RpcErrors.Create(
                StatusCode.NotFound,
                ErrorReasons.WorkerNotFound,
                $"worker_id: \"{request.WorkerId}\" is not linked.",
                KeyValuePair.Create("workerId", request.WorkerId));
        if (request.GracePeriod is { } asked && !Durations.IsWithinADay(asked))
        {
            throw RpcErrors.InvalidFields([new FieldViolation("grace_period", "must be 0 to 24 hours.")]);
        }

        if (!link.IsDraining)
        {
            link.RequestDrain(request.GracePeriod?.ToTimeSpan() ?? options.Value.DrainGrace);
        }

        return Task.FromResult(new DrainWorkerResponse { Worker = ToWorker(link, isLost: false) });
    }

    private Model ToModel(IEnumerable<(WorkerLink Link, ServedModelInfo Model)> served)
    {
        (WorkerLink Link, ServedModelInfo Model)[] all = [.. served];
        ServedModelInfo first = all[0].Model;
        return new Model
        {
            ModelId = first.ModelId,
            MaxContextTokens = all.Max(pair => pair.Model.MaxContextTokens),
            WorkerCount = all.Length,
            FreePathSlots = all.Where(pair => pair.Link.TakesPaths).Sum(pair => placement.FreeSlots(pair.Link)),
            Defaults = first.Defaults,
            ProblemForm = first.ProblemForm is not { } form
                ? null
                : new ProblemForm { Pattern = form.Pattern, Description = form.Description, Example = form.Example },
        };
    }

    private static Worker ToWorker(WorkerLink link, bool isLost)
    {
        var worker = new Worker
        {
            WorkerId = link.WorkerId,
            InstanceId = link.Worker.InstanceId,
            State = isLost ? Worker.Types.State.Lost
                : link.IsDraining ? Worker.Types.State.Draining
                : Worker.Types.State.Active,
            MaxConcurrentPaths = link.SlotCount,
            RunningPaths = isLost ? 0 : link.RunningPaths,
            TokensPerSecond = isLost ? 0 : link.Load?.TokensPerSecond ?? 0,
            BuildVersion = link.Worker.BuildVersion,
            ConnectTime = link.ConnectTime.ToTimestamp(),
            LastSeenTime = link.LastSeenTime.ToTimestamp(),
        };
        worker.ModelIds.AddRange(link.Worker.Models.Select(model => model.ModelId));
        worker.Labels.Add(new Dictionary<string, string>(link.Worker.Labels));
        return worker;
    }
}
