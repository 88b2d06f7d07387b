using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace LeaP.Benchmarks.Others;

/// <summary>llama.cpp's CPU library in a Node.js process, by the package <c>node-llama-cpp</c>.</summary>
internal sealed class LlamaCppProcess : IOtherRuntime
{
    private readonly Process _process;

    private LlamaCppProcess(Process process) => _process = process;

    /// <summary>Loads a model.</summary>
    /// <param name="modules">Folder whose <c>node_modules</c> has the package.</param>
    /// <param name="model">The model's file.</param>
    /// <param name="sequences">Most sequences at once.</param>
    /// <param name="context">Tokens a sequence.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The process and what it says about itself.</returns>
    public static async Task<(LlamaCppProcess Process, string About)> StartAsync(
        string modules, string model, int sequences, int context, CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "Others", "decode.mjs"),
            Path.GetFullPath(modules),
            model,
            .. new[] { sequences, context, Environment.ProcessorCount }.Select(number => number.ToString(CultureInfo.InvariantCulture)),
        ];
        var start = new ProcessStartInfo("node", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var process = new LlamaCppProcess(Process.Start(start) ?? throw new InvalidOperationException("node did not start."));
        try
        {
            return (process, await process.ReadAsync(cancellationToken));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<OtherRun> RunAsync(OtherRequest request, CancellationToken cancellationToken)
    {
        string line = JsonSerializer.Serialize(request, JsonSerializerOptions.Web);
        await _process.StandardInput.WriteLineAsync(line.AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
        return JsonSerializer.Deserialize<OtherRun>(await ReadAsync(cancellationToken), JsonSerializerOptions.Web)!;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private async Task<string> ReadAsync(CancellationToken cancellationToken)
        => await _process.StandardOutput.ReadLineAsync(cancellationToken)
            ?? throw new InvalidOperationException("llama.cpp ended; what it said stands above.");
}
