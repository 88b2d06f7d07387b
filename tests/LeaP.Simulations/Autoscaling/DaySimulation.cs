using LeaP.Reasoning.Randomness;
using LeaP.Simulations.Autoscaling.Fleet;
using LeaP.Simulations.Autoscaling.Load;
using LeaP.Simulations.Autoscaling.Scaling;

namespace LeaP.Simulations.Autoscaling;

/// <summary>
/// Drives a day of sessions through the router's placement queue over workers that a replica controller scales. Nothing
/// waits for a clock; a day takes seconds.
/// </summary>
internal sealed class DaySimulation
{
    private static readonly TimeSpan SampleTime = TimeSpan.FromMinutes(1);

    private readonly FleetSettings _settings;
    private readonly IReplicaController _controller;
    private readonly IReadOnlyList<SessionPlan> _plans;
    private readonly TimeSpan _length;
    private readonly EventQueue _events = new();
    private readonly PlacementDesk _desk;
    private readonly SimulatedFleet _fleet;
    private readonly Queue<(TimeSpan At, FleetReading Reading)> _readings = new();
    private readonly List<DaySample> _samples = [];
    private readonly List<TimeSpan> _queueTimes = [];
    private readonly CancellationToken _stop;
    private FleetReading _seen;
    private TimeSpan _now;
    private int _arrivals;
    private int _arrivalsBefore;
    private int _ended;
    private int _refused;
    private int _lost;
    private int _moved;
    private int _fewest;
    private int _most;

    private DaySimulation(
        FleetSettings settings,
        IReplicaController controller,
        IReadOnlyList<SessionPlan> plans,
        TimeSpan length,
        ulong seed,
        CancellationToken stop)
    {
        _settings = settings;
        _controller = controller;
        _plans = plans;
        _length = length;
        _stop = stop;
        _desk = new PlacementDesk(settings.PlacementTimeLimit);
        _fleet = new SimulatedFleet(settings, _desk, _events, new SeededRandom(SeedDerivation.Derive(seed, "start-up", 0)))
        {
            PathEnded = TakePathEnd,
            PathsMoved = TakeMove,
        };
    }

    /// <summary>Runs a day to the end of its last session.</summary>
    /// <param name="settings">The fleet.</param>
    /// <param name="controller">Who scales it.</param>
    /// <param name="plans">The sessions.</param>
    /// <param name="length">Length of the day.</param>
    /// <param name="seed">Seed of start-up times.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public static Task<DayResult> RunAsync(
        FleetSettings settings,
        IReplicaController controller,
        IReadOnlyList<SessionPlan> plans,
        TimeSpan length,
        ulong seed,
        CancellationToken cancellationToken) =>
        new DaySimulation(settings, controller, plans, length, seed, cancellationToken).RunAsync();

    private bool IsOver => _now >= _length && _ended + _refused + _lost == _plans.Count;

    private async Task<DayResult> RunAsync()
    {
        _fewest = _most = _controller.InitialReplicas;
        _fleet.ScaleTo(_controller.InitialReplicas, TimeSpan.Zero);
        foreach (SessionPlan plan in _plans)
        {
            _events.Plan(plan.Arrival, () => TakeArrival(plan));
        }

        _events.Plan(SampleTime, Sample);
        _events.Plan(_controller.Period, Scale);
        while (!IsOver && _events.TryTake(out TimeSpan at, out Action happen))
        {
            _stop.ThrowIfCancellationRequested();
            _now = at;
            _desk.MoveTo(at);
            happen();
            await TakeAnswersAsync();
        }

        _fleet.Close(_now);
        _queueTimes.Sort();
        return new DayResult
        {
            Name = _controller.Name,
            Arrived = _arrivals,
            Ended = _ended,
            Refused = _refused,
            Lost = _lost,
            MovedPaths = _moved,
            QueueTimes = _queueTimes,
            GpuTime = _fleet.PaidTime,
            UsedGpuTime = _fleet.SlotTime / _settings.SlotsPerWorker,
            FewestReplicas = _fewest,
            MostReplicas = _most,
            Samples = _samples,
        };
    }

    private void TakeArrival(SessionPlan plan)
    {
        _arrivals++;
        var session = new SimulatedSession(plan);
        Ask(session, session.Paths, urgent: false);
    }

    private void Ask(SimulatedSession session, IReadOnlyList<SimulatedPath> paths, bool urgent)
    {
        _desk.Ask(session, paths, urgent, _stop);

        // At that time nothing else may happen; the clock has to pass there for the queue's limit to strike.
        _events.Plan(_now + _settings.PlacementTimeLimit, static () => { });
    }

    private void TakeMove(SimulatedSession session, IReadOnlyList<SimulatedPath> paths)
    {
        _moved += paths.Count;
        Ask(session, paths, urgent: true);
    }

    private async Task TakeAnswersAsync()
    {
        foreach (SlotRequest request in await _desk.SettleAsync())
        {
            if (!request.Granted.IsCompletedSuccessfully)
            {
                Refuse(request);
                continue;
            }

            if (!request.IsMove)
            {
                _queueTimes.Add(_now - request.Asked);
            }

            _fleet.Place(request.Paths, await request.Granted, _now);
        }
    }

    private void Refuse(SlotRequest request)
    {
        if (!request.IsMove)
        {
            _refused++;
        }
        else if (!request.Session.IsLost)
        {
            request.Session.IsLost = true;
            _lost++;
        }
    }

    private void TakePathEnd(SimulatedPath path)
    {
        // A lost session keeps a living path for good, so it never counts as ended.
        if (--path.Session.LivePaths == 0)
        {
            _ended++;
        }
    }

    private FleetReading Read() => new(
        _fleet.Replicas,
        _fleet.Workers.Count(worker => worker.TakesPaths),
        _fleet.Workers.Where(worker => worker.TakesPaths).Sum(worker => worker.SlotCount),
        _fleet.Workers.Where(worker => worker.TakesPaths).Sum(worker => worker.Paths.Count),
        _desk.WaitingSlots,
        _desk.WaitingRequests);

    private void Scale()
    {
        _readings.Enqueue((_now, Read()));
        while (_readings.TryPeek(out (TimeSpan At, FleetReading Reading) oldest) && oldest.At <= _now - _settings.MetricDelay)
        {
            _seen = _readings.Dequeue().Reading;
        }

        // Metrics are old when they arrive; how many replicas are asked for stands in the Deployment itself.
        int replicas = _controller.Decide(_now, _seen with { Replicas = _fleet.Replicas });
        _fewest = Math.Min(_fewest, replicas);
        _most = Math.Max(_most, replicas);
        _fleet.ScaleTo(replicas, _now);
        _events.Plan(_now + _controller.Period, Scale);
    }

    private void Sample()
    {
        if (_now > _length)
        {
            return;
        }

        FleetReading reading = Read();
        _samples.Add(new DaySample(
            _now,
            _arrivals - _arrivalsBefore,
            reading.WaitingRequests,
            _fleet.Workers.Sum(worker => worker.Paths.Count) + reading.WaitingSlots,
            reading.ReadyReplicas,
            _fleet.Workers.Count));
        _arrivalsBefore = _arrivals;
        _events.Plan(_now + SampleTime, Sample);
    }
}
