using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using LeaP.Inference.Tests.Support;
using LeaP.ModelKit.Gguf;

namespace LeaP.Inference.Tests.OpenAI;

/// <summary>llama.cpp's own server with the embedded model's weights: a completions server that nobody here wrote.</summary>
internal sealed class LlamaServer : IDisposable
{
    /// <summary>Names the program <c>llama-server</c>; without it there is no such server.</summary>
    public const string Variable = "LEAP_LLAMA_SERVER";

    private const int Context = 512;
    private const int Slots = 2;

    private readonly TemporaryFolder _folder = new("llama");
    private readonly Process _process;

    private LlamaServer(string program)
    {
        string model = _folder.File("tiny.gguf");
        GgufModel.Write(EmbeddedModelFiles.Folder, model);
        int port = FreePort();
        Url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        string[] arguments =
        [
            "--host", "127.0.0.1", "--port", Number(port), "--model", model, "--alias", "tiny", "--ctx-size", Number(Slots * Context),
            "--parallel", Number(Slots), "--threads", "1", "--cache-type-k", "f32", "--cache-type-v", "f32", "--flash-attn", "off",
        ];
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        _process = Process.Start(start)!;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Url { get; }

    /// <summary>Starts the server; skips the test where there is none.</summary>
    public static LlamaServer Start()
    {
        string? program = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(program is null, $"{Variable} does not name a llama-server; tests/tools/llama-server.sh builds one.");
        return new LlamaServer(program);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Dispose();
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
