namespace LeaP.EmbeddedModel;

/// <summary>Names of the model that comes with the programs.</summary>
public static class EmbeddedModelInfo
{
    /// <summary>Name clients ask for.</summary>
    public const string ModelId = "leap-embedded";
}
