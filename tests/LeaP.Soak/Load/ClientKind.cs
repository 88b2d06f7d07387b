namespace LeaP.Soak.Load;

/// <summary>What a client does with its session.</summary>
internal enum ClientKind
{
    /// <summary>Reads it to its end.</summary>
    Plain,

    /// <summary>The same without exchange.</summary>
    Independent,

    /// <summary>Cancels it after its first round.</summary>
    Cancel,

    /// <summary>Goes away without a word after its first round; the session is not detached, so it ends too.</summary>
    Vanish,

    /// <summary>Goes away and watches the detached session again from the last event it saw.</summary>
    Return,

    /// <summary>Reads every token, with a pause before each event.</summary>
    Slow,

    /// <summary>Asks for what is not allowed.</summary>
    Invalid,
}
