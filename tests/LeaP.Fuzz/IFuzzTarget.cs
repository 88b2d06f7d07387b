using LeaP.Reasoning.Randomness;

namespace LeaP.Fuzz;

/// <summary>Something that must stand any input.</summary>
public interface IFuzzTarget : IAsyncDisposable
{
    /// <summary>Its name.</summary>
    string Name { get; }

    /// <summary>Cases it gets of a thousand.</summary>
    int Share { get; }

    /// <summary>Runs one case; any exception is a failure.</summary>
    /// <param name="random">Random numbers of this case alone.</param>
    ValueTask RunAsync(SeededRandom random);
}
