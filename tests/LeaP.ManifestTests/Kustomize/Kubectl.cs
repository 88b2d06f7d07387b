using System.Diagnostics;
using LeaP.ManifestTests.Tree;

namespace LeaP.ManifestTests.Kustomize;

/// <summary>The kubectl that <c>tests/tools/install.sh</c> installs.</summary>
internal static class Kubectl
{
    private const string Program = "tests/tools/node_modules/.kubectl";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>Renders a folder with <c>kubectl kustomize</c>.</summary>
    /// <param name="folder">Path from the repository's root.</param>
    /// <returns>YAML documents.</returns>
    /// <exception cref="InvalidOperationException">kubectl is missing, or the folder does not render.</exception>
    public static async Task<string> RenderAsync(string folder)
    {
        if (!File.Exists(Repository.PathOf(Program)))
        {
            throw new InvalidOperationException($"{Program} is missing: run tests/tools/install.sh, which tests/run.sh does.");
        }

        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        using Process process = Process.Start(new ProcessStartInfo(Repository.PathOf(Program), ["kustomize", Repository.PathOf(folder)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token);
            Task<string> errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0
                ? await output
                : throw new InvalidOperationException($"{folder} does not render: {await errors}");
        }
        finally
        {
            process.Kill();
        }
    }
}
