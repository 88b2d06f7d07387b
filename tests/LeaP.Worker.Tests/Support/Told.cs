using LeaP.Reasoning.Sessions;
using LeaP.Worker.Paths;

namespace LeaP.Worker.Tests.Support;

/// <summary>One thing a path told.</summary>
internal abstract record Told(PathAttempt Attempt)
{
    internal sealed record Text(PathAttempt Attempt, PathProgress Progress) : Told(Attempt);

    internal sealed record Summary(PathReport Report, int Round, string Words) : Told(Report.Attempt);

    internal sealed record Finished(PathReport Report, PathFinishReason Reason, string Answer) : Told(Report.Attempt);

    internal sealed record Failed(PathAttempt Attempt, SessionFailure Failure) : Told(Attempt);
}
