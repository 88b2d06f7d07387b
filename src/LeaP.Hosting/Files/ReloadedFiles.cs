namespace LeaP.Hosting.Files;

/// <summary>
/// A value read from files, and read anew when their content changes. A change that cannot be used is reported once, and
/// the value before it stays in force: files that are replaced one after the other do not fit together for a moment.
/// </summary>
/// <typeparam name="T">What is read from the files.</typeparam>
public sealed class ReloadedFiles<T>
    where T : class
{
    private readonly Lock _gate = new();
    private readonly IReadOnlyList<CredentialFile> _files;
    private readonly Func<IReadOnlyList<string>, T> _parse;
    private readonly TimeSpan _interval;
    private readonly TimeProvider _time;
    private readonly Action<CredentialFileException> _report;
    private T _value;
    private string[] _texts;
    private long _looked;
    private string _reported = "";

    /// <summary>Reads the files for the first time.</summary>
    /// <param name="files">The files.</param>
    /// <param name="parse">Makes the value from the texts of all files, in their order.</param>
    /// <param name="interval">Shortest time between two looks at the files.</param>
    /// <param name="time">The clock.</param>
    /// <param name="report">Told of a change that cannot be used.</param>
    /// <exception cref="CredentialFileException">A file cannot be used.</exception>
    public ReloadedFiles(
        IReadOnlyList<CredentialFile> files,
        Func<IReadOnlyList<string>, T> parse,
        TimeSpan interval,
        TimeProvider time,
        Action<CredentialFileException> report)
    {
        _files = files;
        _parse = parse;
        _interval = interval;
        _time = time;
        _report = report;
        _texts = ReadAll();
        _value = parse(_texts);
        _looked = time.GetTimestamp();
    }

    /// <summary>The value of the newest content that could be used.</summary>
    public T Current
    {
        get
        {
            lock (_gate)
            {
                if (_time.GetElapsedTime(_looked) >= _interval)
                {
                    _looked = _time.GetTimestamp();
                    Look();
                }

                return _value;
            }
        }
    }

    private void Look()
    {
        try
        {
            string[] texts = ReadAll();
            if (!texts.SequenceEqual(_texts, StringComparer.Ordinal))
            {
                _value = _parse(texts);
                _texts = texts;
            }

            _reported = "";
        }
        catch (CredentialFileException exception)
        {
            if (exception.Message != _reported)
            {
                _reported = exception.Message;
                _report(exception);
            }
        }
    }

    private string[] ReadAll() => [.. _files.Select(file => file.Read())];
}
