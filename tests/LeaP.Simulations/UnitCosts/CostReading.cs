using LeaP.TestKit.Processes;

namespace LeaP.Simulations.UnitCosts;

/// <summary>Counters of the cluster at one moment.</summary>
/// <param name="Router">The router's process.</param>
/// <param name="LinkUp">Bytes from workers to the router.</param>
/// <param name="LinkDown">Bytes from the router to workers.</param>
/// <param name="RedisIn">Bytes that Redis received.</param>
/// <param name="RedisOut">Bytes that Redis sent.</param>
/// <param name="RedisCommands">Commands that Redis ran.</param>
/// <param name="RedisMemory">Bytes that its data takes.</param>
/// <param name="RedisCpu">Its processor time.</param>
internal sealed record CostReading(
    ProcessSample Router,
    long LinkUp,
    long LinkDown,
    long RedisIn,
    long RedisOut,
    long RedisCommands,
    long RedisMemory,
    TimeSpan RedisCpu);
