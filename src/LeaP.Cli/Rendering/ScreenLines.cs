using Spectre.Console.Rendering;

namespace LeaP.Cli.Rendering;

/// <summary>
/// Lines made anew for the terminal's size at every drawing and cut to its width. Text is given to the terminal as
/// it is, never as markup.
/// </summary>
/// <param name="compose">Makes the lines for a height in lines.</param>
internal sealed class ScreenLines(Func<int, IReadOnlyList<IReadOnlyList<ScreenPart>>> compose) : Renderable
{
    /// <inheritdoc/>
    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        foreach (IReadOnlyList<ScreenPart> line in compose(options.ConsoleSize.Height).Take(options.ConsoleSize.Height))
        {
            int left = maxWidth;
            foreach (ScreenPart part in line)
            {
                string text = SafeText.Fit(part.Text, left);
                left -= CellWidth.Of(text);
                if (text.Length > 0)
                {
                    yield return new Segment(text, part.Style);
                }
            }

            yield return Segment.LineBreak;
        }
    }
}
