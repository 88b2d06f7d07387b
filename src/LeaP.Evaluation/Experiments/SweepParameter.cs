using System.Globalization;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Reasoning.V1;
using LeaP.Reasoning.Catalogs;
using LeaP.Reasoning.Sessions;

namespace LeaP.Evaluation.Experiments;

/// <summary>A setting that a sweep can vary.</summary>
public sealed class SweepParameter : INamed
{
    private readonly string _allowed;
    private readonly Func<ReasonRequest, string, bool> _apply;

    private SweepParameter(string name, string allowed, Func<ReasonRequest, string, bool> apply)
    {
        Name = name;
        _allowed = allowed;
        _apply = apply;
    }

    /// <summary>All parameters, by name.</summary>
    public static NamedCatalog<SweepParameter> Catalog { get; } = new(
        [
            Whole("interval", 1, (request, value) => Rounds(request).IntervalTokens = value),
            Whole("peers", 0, (request, value) => Routing(request).PeerCount = value),
            Whole("paths", 1, (request, value) => request.PathCount = value),
            Whole("turns", 1, (request, value) => Rounds(request).MaxTurns = value),
            new SweepParameter("policy", "a routing policy", (request, value) =>
            {
                Routing(request).Policy = value;
                return value.Length > 0;
            }),
            new SweepParameter("temperature", "a number of 0 to 2", (request, value) =>
            {
                bool isNumber = float.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out float temperature);
                (request.Sampling ??= new SamplingParameters()).Temperature = temperature;
                return isNumber && temperature is >= 0 and <= 2;
            }),
            new SweepParameter("position", "a round from 1, none (no exchange) or all (every round)", Place),
        ],
        "sweep parameter");

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Sets the parameter in a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="value">The value in text.</param>
    /// <exception cref="ExperimentException">The value is not one of the parameter's.</exception>
    public void Apply(ReasonRequest request, string value)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(value);
        if (!_apply(request, value))
        {
            throw new ExperimentException($"'{value}' is no value of {Name}: it must be {_allowed}.");
        }
    }

    private static SweepParameter Whole(string name, int least, Action<ReasonRequest, int> set) => new(
        name,
        string.Create(CultureInfo.InvariantCulture, $"a whole number of at least {least}"),
        (request, value) =>
        {
            bool isWhole = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least;
            if (isWhole)
            {
                set(request, number);
            }

            return isWhole;
        });

    // The place of a single exchange, as in figure 10 of the paper.
    private static bool Place(ReasonRequest request, string value)
    {
        Rounds(request).ExchangeRounds.Clear();
        if (value == "none")
        {
            request.Mode = ReasoningModes.Independent;
            Routing(request).Policy = "";
            return true;
        }

        if (value == "all")
        {
            return true;
        }

        bool isRound = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int round) && round >= 1;
        if (isRound)
        {
            Rounds(request).ExchangeRounds.Add(round);
        }

        return isRound;
    }

    private static RoundSchedule Rounds(ReasonRequest request) => request.Rounds ??= new RoundSchedule();

    private static PeerRoutingConfig Routing(ReasonRequest request) => request.PeerRouting ??= new PeerRoutingConfig();
}
