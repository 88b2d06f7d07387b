namespace LeaP.FunctionalTests.Telemetry;

/// <summary>A span as a collector got it; identifiers are lower-case hexadecimal.</summary>
internal sealed record CollectedSpan(string Service, string TraceId, string SpanId, string ParentId, string Name);
