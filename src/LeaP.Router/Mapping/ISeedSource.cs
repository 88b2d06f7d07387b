namespace LeaP.Router.Mapping;

/// <summary>Gives sessions their seeds where the client gives none.</summary>
internal interface ISeedSource
{
    /// <summary>A new seed.</summary>
    long Next();
}
