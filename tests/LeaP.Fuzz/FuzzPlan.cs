using System.Globalization;

namespace LeaP.Fuzz;

/// <summary>What a run does.</summary>
/// <param name="Cases">Cases over all targets.</param>
/// <param name="Seed">Seed of every random choice.</param>
/// <param name="Target">The only target to run; null for all.</param>
/// <param name="Only">The only case to run of that target; null for all.</param>
public sealed record FuzzPlan(int Cases, ulong Seed, string? Target, int? Only)
{
    /// <summary>How the command line is written.</summary>
    public const string Usage = "--cases N --seed N [--target NAME [--case N]]";

    /// <summary>Reads a command line; null when it is not one.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="seed">Seed when none is given.</param>
    public static FuzzPlan? Parse(string[] arguments, ulong seed)
    {
        var plan = new FuzzPlan(10_000, seed, null, null);
        for (int i = 0; i + 1 < arguments.Length; i += 2)
        {
            bool isNumber = ulong.TryParse(
                arguments[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out ulong number);
            switch (arguments[i])
            {
                case "--cases" when isNumber && number is > 0 and <= int.MaxValue:
                    plan = plan with { Cases = (int)number };
                    break;
                case "--seed" when isNumber:
                    plan = plan with { Seed = number };
                    break;
                case "--target":
                    plan = plan with { Target = arguments[i + 1] };
                    break;
                case "--case" when isNumber && number <= int.MaxValue:
                    plan = plan with { Only = (int)number };
                    break;
                default:
                    return null;
            }
        }

        return arguments.Length % 2 == 0 && (plan.Only is null || plan.Target is not null) ? plan : null;
    }
}
