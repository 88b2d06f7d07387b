using System.Globalization;
using Grpc.Core;
using LeaP.Hosting.Errors;

namespace LeaP.Router.Mapping;

/// <summary>Collects what is wrong with a request, so that a caller sees all of it at once.</summary>
internal sealed class FieldChecks
{
    /// <summary>Longest name of a model, policy and the like, in characters.</summary>
    public const int MaxNameLength = 256;

    /// <summary>Longest identifier of a session or worker in characters.</summary>
    public const int MaxIdLength = 63;

    private const int MaxShownLength = 64;

    private readonly List<FieldViolation> _violations = [];

    /// <summary>What was found wrong.</summary>
    public IReadOnlyList<FieldViolation> Violations => _violations;

    /// <summary>Notes a wrong field unless a condition holds.</summary>
    /// <param name="holds">The condition.</param>
    /// <param name="field">Path of the field.</param>
    /// <param name="description">What it is and what is allowed.</param>
    public void Require(bool holds, string field, string description)
    {
        if (!holds)
        {
            _violations.Add(new FieldViolation(field, description));
        }
    }

    /// <summary>Refuses a text that is too long, before it is looked up or repeated in an error.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">Most characters.</param>
    /// <param name="field">Path of the field.</param>
    /// <exception cref="RpcException">INVALID_ARGUMENT.</exception>
    public static void RequireLength(string text, int most, string field)
    {
        if (text.Length > most)
        {
            throw RpcErrors.InvalidFields(
                [new FieldViolation(field, $"must be at most {most} characters; it has {text.Length}.")]);
        }
    }

    /// <summary>Checks that a number lies in a range.</summary>
    /// <param name="value">The number.</param>
    /// <param name="least">Least allowed.</param>
    /// <param name="most">Most allowed.</param>
    /// <param name="field">Path of the field.</param>
    /// <returns>The number.</returns>
    public int Range(int value, int least, int most, string field)
    {
        Require(
            value >= least && value <= most,
            field,
            string.Create(CultureInfo.InvariantCulture, $"must be {least} to {most}; it is {value}."));
        return value;
    }

    /// <summary>Takes a default for zero and checks the range of everything else.</summary>
    /// <param name="value">The number; zero means unset.</param>
    /// <param name="fallback">The default.</param>
    /// <param name="most">Most allowed.</param>
    /// <param name="field">Path of the field.</param>
    public int DefaultOrRange(int value, int fallback, int most, string field) =>
        value == 0 ? fallback : Range(value, 1, most, field);

    /// <summary>Checks that a number lies in a range.</summary>
    /// <param name="value">The number; null is allowed.</param>
    /// <param name="allowed">Tells whether a number is allowed; never asked about NaN.</param>
    /// <param name="field">Path of the field.</param>
    /// <param name="range">The range in words.</param>
    public void Optional(float? value, Func<float, bool> allowed, string field, string range)
    {
        if (value is { } number)
        {
            Require(
                !float.IsNaN(number) && allowed(number),
                field,
                string.Create(CultureInfo.InvariantCulture, $"must be {range}; it is {number}."));
        }
    }

    /// <summary>Checks that a name is one of those known.</summary>
    /// <param name="value">The name; empty takes the default.</param>
    /// <param name="fallback">The default.</param>
    /// <param name="known">The names.</param>
    /// <param name="field">Path of the field.</param>
    public string Name(string value, string fallback, IReadOnlyList<string> known, string field)
    {
        string name = value.Length == 0 ? fallback : value;
        string shown = name.Length <= MaxShownLength ? $"\"{name}\"" : $"{name.Length} characters long";
        Require(known.Contains(name), field, $"must be one of {string.Join(", ", known)}; it is {shown}.");
        return name;
    }
}
