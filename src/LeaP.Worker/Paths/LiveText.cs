using System.Text;
using System.Threading.Channels;

namespace LeaP.Worker.Paths;

/// <summary>Text of a path that was generated and not reported yet. Filled by the decode loop, emptied by reports.</summary>
internal sealed class LiveText
{
    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();

    // Room for one: whoever sends holds it. A report may end after its path, when nothing may be disposed any more.
    private readonly Channel<bool> _sending = Channel.CreateBounded<bool>(1);
    private int _turnTokens;
    private int _turn = 1;

    /// <summary>Adds text of the running generation.</summary>
    /// <param name="text">The text.</param>
    public void Add(string text)
    {
        lock (_gate)
        {
            _text.Append(text);

            // The engine tells text, not tokens; one piece is one token but for characters that span several.
            _turnTokens++;
        }
    }

    /// <summary>Adds text that was inserted, not drawn.</summary>
    /// <param name="text">The text.</param>
    public void AddInserted(string text)
    {
        lock (_gate)
        {
            _text.Append(text);
        }
    }

    /// <summary>Begins a turn.</summary>
    /// <param name="turn">The turn, from 1.</param>
    public void BeginTurn(int turn)
    {
        lock (_gate)
        {
            _turn = turn;
            _turnTokens = 0;
        }
    }

    /// <summary>
    /// Sends what there is, one at a time. What could not be sent is there again for the next who tries.
    /// </summary>
    /// <param name="send">Sends it.</param>
    /// <param name="cancellationToken">Ends the wait for an earlier send.</param>
    public async ValueTask SendAsync(Func<PathProgress, ValueTask> send, CancellationToken cancellationToken)
    {
        await _sending.Writer.WriteAsync(true, cancellationToken);
        try
        {
            if (Take() is { } progress)
            {
                bool isSent = false;
                try
                {
                    await send(progress);
                    isSent = true;
                }
                finally
                {
                    if (!isSent)
                    {
                        PutBack(progress.Text);
                    }
                }
            }
        }
        finally
        {
            _sending.Reader.TryRead(out _);
        }
    }

    /// <summary>Takes what there is; null when there is nothing.</summary>
    public PathProgress? Take()
    {
        lock (_gate)
        {
            if (_text.Length == 0)
            {
                return null;
            }

            var progress = new PathProgress(_text.ToString(), _turnTokens, _turn);
            _text.Clear();
            return progress;
        }
    }

    private void PutBack(string text)
    {
        lock (_gate)
        {
            _text.Insert(0, text);
        }
    }
}
