using Google.Rpc;
using Grpc.Core;
using LeaP.Protocol;

namespace LeaP.FunctionalTests.Support;

/// <summary>What every error of ours holds.</summary>
internal static class RpcAssertions
{
    public static void ShouldBeRefusal(
        this RpcException error,
        StatusCode code,
        string reason,
        params ReadOnlySpan<string> messageParts)
    {
        error.StatusCode.ShouldBe(code, error.Status.Detail);
        ErrorInfo info = error.GetRpcStatus().ShouldNotBeNull().GetDetail<ErrorInfo>().ShouldNotBeNull();
        info.Domain.ShouldBe(ErrorReasons.Domain);
        info.Reason.ShouldBe(reason);
        foreach (string part in messageParts)
        {
            error.Status.Detail.ShouldContain(part);
        }
    }
}
