using System.Globalization;
using LeaP.TestKit.Charts;

namespace LeaP.Benchmarks.Decode;

/// <summary>Draws what earlier runs printed: tokens a second by paths, ours and llama.cpp's.</summary>
internal static class DecodePicture
{
    private static readonly int[] OtherCounts = [1, 8, 16];

    /// <summary>Draws the picture.</summary>
    /// <param name="files">What earlier runs printed; of a figure that stands in several the last counts.</param>
    /// <param name="picture">The SVG file.</param>
    /// <exception cref="InvalidDataException">The files hold no figure of this benchmark.</exception>
    public static void Draw(IEnumerable<string> files, string picture)
    {
        var figures = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (string[] words in files.SelectMany(File.ReadLines).Select(line => line.Split(' ')))
        {
            if (words is ["figure", var name, var value, ..])
            {
                figures[name] = double.Parse(value, CultureInfo.InvariantCulture);
            }
        }

        ChartPanel[] panels = [.. DecodeShapes.Names.Select(shape => Panel(shape, figures)).Where(panel => panel.Series.Count > 0)];
        if (panels.Length == 0)
        {
            throw new InvalidDataException("The files hold no figure of decode.");
        }

        File.WriteAllText(picture, LineChart.Draw("Decoding on this machine", "paths at once", panels));
    }

    private static ChartPanel Panel(string shape, Dictionary<string, double> figures)
    {
        var series = new List<ChartSeries>();
        foreach ((string weights, int color) in DecodeShapes.WeightNames.Select((name, index) => (name, index)))
        {
            DecodeModel model = DecodeShapes.Model(shape, weights);
            Add(series, weights, color, PathsPart.Counts, count => model.Figure($"tokens_per_second_{count}"), figures, isDashed: false);
            Add(series, $"llama.cpp {weights}", color, OtherCounts, count => model.Figure($"llamacpp_tokens_per_second_{count}"), figures, isDashed: true);
        }

        return new ChartPanel($"{shape} parameters: tokens a second", series);
    }

    private static void Add(
        List<ChartSeries> series,
        string name,
        int color,
        IEnumerable<int> counts,
        Func<string, string> figureOf,
        Dictionary<string, double> figures,
        bool isDashed)
    {
        var points = new List<(double X, double Y)>();
        foreach (int count in counts)
        {
            if (figures.TryGetValue(figureOf(count.ToString(CultureInfo.InvariantCulture)), out double rate))
            {
                points.Add((count, rate));
            }
        }

        if (points.Count > 0)
        {
            series.Add(new ChartSeries(name, points) { Color = color, IsDashed = isDashed });
        }
    }
}
