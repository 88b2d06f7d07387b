namespace LeaP.Router.Admission;

/// <summary>What a session takes of its client's limits.</summary>
internal interface IMeteredSession
{
    /// <summary>Tokens that its paths generated so far; never less than before.</summary>
    long Tokens { get; }

    /// <summary>True once it has ended, or went to another router.</summary>
    bool IsOver { get; }
}
