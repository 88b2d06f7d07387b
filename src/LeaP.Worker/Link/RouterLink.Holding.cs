using Grpc.Core;
using LeaP.Protocol.Link.V1;
using LeaP.Worker.Mapping;
using PathAttempt = LeaP.Reasoning.Sessions.PathAttempt;

namespace LeaP.Worker.Link;

/// <content>Paths that run on while the link is broken.</content>
internal sealed partial class RouterLink
{
    private WorkerHello NewHello() => ReportMapping.ToHello(
        offer, memory.Broken is { IsComplete: true } ? paths.Held() : []);

    /// <summary>Goes on with the held paths that the router wants, and stops the others.</summary>
    private async Task ResumeAsync(LinkAccepted terms)
    {
        var resumed = new HashSet<PathAttempt>(terms.ResumedPaths.Select(OrderMapping.ToAttempt));
        if (memory.Broken is { } broken)
        {
            _outbox.TakeOver(broken, terms.ResumedAfterSequence, resumed);
            memory.Forget();
        }

        paths.CancelOthers(resumed);
        if (resumed.Count == 0)
        {
            // Nothing waits for this link, so what the stopped paths still say is said to nobody.
            memory.Reports.GiveUp();
            await paths.CancelAllAsync(CancellationToken.None);
        }

        memory.Reports.Attach(_outbox);
    }

    /// <summary>True when the link ended as a broken connection ends, so that the router may wait for this worker.</summary>
    private bool CanHold(Task ended) =>
        offer.Options.HoldTime > TimeSpan.Zero
        && ended.Exception?.InnerException switch
        {
            RpcException exception => !LinkRefusals.IsFromRouter(exception),
            IOException or InvalidOperationException or TimeoutException => true,
            _ => false,
        };

    /// <summary>A write that fails says less than the status that the read ends with.</summary>
    private async Task<Task> WithStatusAsync(Task first, Task reading)
    {
        if (first.Exception?.InnerException is null or RpcException or TimeoutException)
        {
            return first;
        }

        await Task.WhenAny(reading, Task.Delay(FarewellLimit, time, CancellationToken.None));
        return reading.IsCompleted ? reading : first;
    }

    private Task HoldAsync()
    {
        memory.Reports.Hold();
        return Task.CompletedTask;
    }

    private async Task GiveUpAsync()
    {
        memory.Reports.GiveUp();
        await paths.CancelAllAsync(CancellationToken.None);
    }
}
