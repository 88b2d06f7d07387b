using System.Diagnostics;
using LeaP.Protocol.Link.V1;

namespace LeaP.Hosting.Telemetry;

/// <summary>
/// Carries traces over a link: the call lives for days, so each message says for itself which trace it belongs to (W3C
/// trace context).
/// </summary>
public static class LinkTrace
{
    /// <summary>The context of what runs now; null when it is none of a source's spans.</summary>
    /// <param name="source">The sender's source.</param>
    public static TraceContext? Current(ActivitySource source) =>
        Activity.Current is { Id: { } id } activity && activity.Source == source
            ? new TraceContext { Traceparent = id, Tracestate = activity.TraceStateString ?? "" }
            : null;

    /// <summary>Reads a message's context.</summary>
    /// <param name="context">The context; null or malformed gives <c>default</c>, which is no trace.</param>
    public static ActivityContext Read(TraceContext? context) =>
        context is not null ? Parse(context.Traceparent, context.Tracestate) : default;

    /// <summary>Reads the two values of a W3C trace context.</summary>
    /// <param name="traceparent">The <c>traceparent</c> value; null or malformed gives <c>default</c>.</param>
    /// <param name="tracestate">The <c>tracestate</c> value; null for none.</param>
    public static ActivityContext Parse(string? traceparent, string? tracestate) =>
        ActivityContext.TryParse(traceparent, tracestate, isRemote: true, out ActivityContext parsed) ? parsed : default;
}
