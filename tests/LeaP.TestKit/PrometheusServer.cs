using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace LeaP.TestKit;

/// <summary>A prometheus process of its own on a free loopback port, which scrapes twice a second.</summary>
public sealed class PrometheusServer : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("leap-prometheus-");
    private readonly HttpClient _http;
    private readonly Process _process;

    private PrometheusServer(int port, IReadOnlyDictionary<string, Uri[]> jobs)
    {
        string config = Path.Combine(_folder.FullName, "prometheus.yml");
        File.WriteAllText(config, Configuration(jobs));
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/"), Timeout = TimeSpan.FromSeconds(30) };
        _process = Process.Start(new ProcessStartInfo(
            "prometheus",
            [
                $"--config.file={config}",
                $"--storage.tsdb.path={_folder.FullName}",
                $"--web.listen-address=127.0.0.1:{port}",
                "--log.level=error",
            ]))!;
    }

    /// <summary>Starts a server and waits until it answers.</summary>
    /// <param name="jobs">Base addresses to scrape, by the name of their job.</param>
    public static async Task<PrometheusServer> StartAsync(IReadOnlyDictionary<string, Uri[]> jobs)
    {
        var server = new PrometheusServer(FreePort(), jobs);
        try
        {
            await server.WaitUntilReadyAsync().DefaultTimeout();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Evaluates an expression now.</summary>
    /// <param name="expression">PromQL.</param>
    /// <returns>The value of every series of the answer, those that are no number left out.</returns>
    /// <exception cref="HttpRequestException">The expression is malformed.</exception>
    public async Task<IReadOnlyList<double>> QueryAsync(string expression)
    {
        JsonElement answer = await _http.GetFromJsonAsync<JsonElement>($"api/v1/query?query={Uri.EscapeDataString(expression)}");
        return
        [
            .. answer.GetProperty("data").GetProperty("result").EnumerateArray()
                .Select(series => double.Parse(series.GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture))
                .Where(double.IsFinite),
        ];
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync().DefaultTimeout();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static string Configuration(IReadOnlyDictionary<string, Uri[]> jobs)
    {
        var text = new StringBuilder("global:\n  scrape_interval: 500ms\n  scrape_timeout: 500ms\nscrape_configs:\n");
        foreach ((string job, Uri[] addresses) in jobs)
        {
            string targets = string.Join(", ", addresses.Select(address => $"\"{address.Authority}\""));
            text.Append(CultureInfo.InvariantCulture, $"  - job_name: {job}\n    static_configs:\n      - targets: [{targets}]\n");
        }

        return text.ToString();
    }

    private async Task WaitUntilReadyAsync()
    {
        while (true)
        {
            try
            {
                using HttpResponseMessage ready = await _http.GetAsync("-/ready");
                if (ready.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (!_process.HasExited)
            {
                // It does not listen yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
