using LeaP.Protocol.Reasoning.V1;
using ProtoPath = LeaP.Protocol.Reasoning.V1.Path;

namespace LeaP.Evaluation.Traces;

/// <summary>Writes the records of one session after another and counts what was left out. Not safe to share between threads.</summary>
/// <param name="builder">Makes the records.</param>
/// <param name="output">Gets one JSON line for each record.</param>
public sealed class TraceExport(TraceBuilder builder, TextWriter output)
{
    private readonly Dictionary<TraceRejection, int> _counts = [];

    /// <summary>Sessions seen.</summary>
    public int Sessions { get; private set; }

    /// <summary>Records written.</summary>
    public int Written => Count(TraceRejection.None);

    /// <summary>Paths left out for a reason.</summary>
    /// <param name="reason">The reason; <see cref="TraceRejection.None"/> counts the records.</param>
    public int Count(TraceRejection reason) => _counts.GetValueOrDefault(reason);

    /// <summary>Writes the records of a session.</summary>
    /// <param name="session">The session in the FULL view.</param>
    /// <param name="source">What is known about it.</param>
    /// <param name="cancellationToken">Ends the writing between two records.</param>
    /// <exception cref="TraceException">The session cannot be read.</exception>
    public async Task WriteAsync(Session session, TraceSource source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        Sessions++;
        foreach (ProtoPath path in session.Paths)
        {
            TraceRejection reason = builder.TryBuild(session, path, source, out TraceRecord? record);
            _counts[reason] = Count(reason) + 1;
            if (record is not null)
            {
                await output.WriteLineAsync(TraceJson.Line(record).AsMemory(), cancellationToken);
            }
        }

        await output.FlushAsync(cancellationToken);
    }
}
