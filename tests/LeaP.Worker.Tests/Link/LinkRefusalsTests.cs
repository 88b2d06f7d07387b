using Grpc.Core;
using LeaP.Hosting.Errors;
using LeaP.Protocol;
using LeaP.Worker.Link;

namespace LeaP.Worker.Tests.Link;

public sealed class LinkRefusalsTests
{
    [Theory]
    [InlineData(StatusCode.FailedPrecondition, ErrorReasons.ProtocolUnsupported)]
    [InlineData(StatusCode.InvalidArgument, ErrorReasons.HelloInvalid)]
    [InlineData(StatusCode.PermissionDenied, ErrorReasons.WorkerNotTrusted)]
    [InlineData(StatusCode.Aborted, ErrorReasons.WorkerReplaced)]
    [InlineData(StatusCode.Unimplemented, ErrorReasons.MessageUnknown)]
    public void Another_dial_cannot_mend(StatusCode code, string reason) =>
        LinkRefusals.IsFinal(RpcErrors.Create(code, reason, "No.")).ShouldBeTrue();

    [Theory]
    [InlineData(StatusCode.Unavailable, ErrorReasons.RouterStopping)]
    [InlineData(StatusCode.DeadlineExceeded, ErrorReasons.LinkSilent)]
    [InlineData(StatusCode.ResourceExhausted, ErrorReasons.LinkOverflow)]
    [InlineData(StatusCode.DataLoss, ErrorReasons.SequenceGap)]
    [InlineData(StatusCode.InvalidArgument, ErrorReasons.MessageInvalid)]
    [InlineData(StatusCode.Internal, ErrorReasons.Internal)]
    public void Another_dial_may_mend(StatusCode code, string reason) =>
        LinkRefusals.IsFinal(RpcErrors.Create(code, reason, "Not now.")).ShouldBeFalse();

    [Theory]
    [InlineData(StatusCode.Unavailable)]
    [InlineData(StatusCode.FailedPrecondition)]
    [InlineData(StatusCode.PermissionDenied)]
    public void A_status_without_a_reason_of_ours_comes_from_something_between_and_may_mend(StatusCode code) =>
        LinkRefusals.IsFinal(new RpcException(new Status(code, "A proxy said so."))).ShouldBeFalse();
}
