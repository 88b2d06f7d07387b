namespace LeaP.Inference.OnnxRuntime;

/// <summary>
/// Which row of the KV arena belongs to which seat. A batch has to be a run of consecutive rows. Rows of seats that do
/// not decode may lie inside it as long as they are few: they are fed a token behind their end, which is overwritten
/// later. When they are many, the rows that decode are moved together, with as few moves as possible.
/// </summary>
internal sealed class RowMap
{
    private readonly int[] _rowOfSeat;
    private readonly int[] _seatOfRow;
    private readonly bool[] _wanted;

    public RowMap(int count)
    {
        _rowOfSeat = [.. Enumerable.Range(0, count)];
        _seatOfRow = [.. Enumerable.Range(0, count)];
        _wanted = new bool[count];
    }

    public int RowOf(int seat) => _rowOfSeat[seat];

    public int SeatAt(int row) => _seatOfRow[row];

    /// <summary>Finds or makes a run of rows that holds all <paramref name="seats"/>.</summary>
    /// <param name="seats">Seats that decode; at least one, each once.</param>
    /// <param name="swap">Exchanges the contents of two rows; called before the map changes.</param>
    /// <returns>First row and number of rows.</returns>
    public (int Start, int Count) Gather(IReadOnlyList<int> seats, Action<int, int> swap)
    {
        Array.Clear(_wanted);
        int first = int.MaxValue;
        int last = 0;
        foreach (int seat in seats)
        {
            int row = _rowOfSeat[seat];
            _wanted[row] = true;
            first = Math.Min(first, row);
            last = Math.Max(last, row);
        }

        int width = last - first + 1;
        if (width - seats.Count <= seats.Count / 4)
        {
            return (first, width);
        }

        int start = FullestWindow(seats.Count);
        MoveInto(start, seats.Count, swap);
        return (start, seats.Count);
    }

    private int FullestWindow(int width)
    {
        int inside = _wanted.AsSpan(0, width).Count(true);
        int best = 0;
        int most = inside;
        for (int start = 1; start + width <= _wanted.Length; start++)
        {
            inside += (_wanted[start + width - 1] ? 1 : 0) - (_wanted[start - 1] ? 1 : 0);
            if (inside > most)
            {
                best = start;
                most = inside;
            }
        }

        return best;
    }

    private void MoveInto(int start, int width, Action<int, int> swap)
    {
        int hole = start;
        for (int row = 0; row < _wanted.Length; row++)
        {
            if (!_wanted[row] || (row >= start && row < start + width))
            {
                continue;
            }

            while (_wanted[hole])
            {
                hole++;
            }

            swap(row, hole);
            (_seatOfRow[row], _seatOfRow[hole]) = (_seatOfRow[hole], _seatOfRow[row]);
            _rowOfSeat[_seatOfRow[row]] = row;
            _rowOfSeat[_seatOfRow[hole]] = hole;
            (_wanted[row], _wanted[hole]) = (false, true);
        }
    }
}
