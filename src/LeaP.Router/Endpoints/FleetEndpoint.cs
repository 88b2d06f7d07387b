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
    WorkerRosters rosters,
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
    public override async Task<ListWorkersResponse> ListWorkers(ListWorkersRequest request, ServerCallContext context)
    {
        IReadOnlyList<Worker>? elsewhere = await rosters.ReadOthersAsync(context.CancellationToken);
        Worker[] workers =
        [
            .. FleetMapping.Merge(
                directory.Linked.Select(link => FleetMapping.ToWorker(link, isLost: false))
                    .Concat(directory.Lost.Select(link => FleetMapping.ToWorker(link, isLost: true)))
                    .Concat(elsewhere ?? []))
                .Where(worker => request.ModelId.Length == 0 || worker.ModelIds.Contains(request.ModelId)),
        ];
        (IReadOnlyList<Worker> page, string next) = Paging.Cut(
            workers, worker => worker.WorkerId, request.PageSize, request.PageToken);
        var response = new ListWorkersResponse { NextPageToken = next, Partial = elsewhere is null };
        response.Workers.AddRange(page);
        return response;
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
                $"worker_id: \"{request.WorkerId}\" is not linked to this router.",
                KeyValuePair.Create("workerId", request.WorkerId));
        if (request.GracePeriod is { } asked && !Durations.IsWithinADay(asked))
        {
            throw RpcErrors.InvalidFields([new FieldViolation("grace_period", "must be 0 to 24 hours.")]);
        }

        if (!link.IsDraining)
        {
            link.RequestDrain(request.GracePeriod?.ToTimeSpan() ?? options.Value.DrainGrace);
        }

        return Task.FromResult(new DrainWorkerResponse { Worker = FleetMapping.ToWorker(link, isLost: false) });
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
}
