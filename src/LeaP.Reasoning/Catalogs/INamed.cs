namespace LeaP.Reasoning.Catalogs;

/// <summary>Something that settings, requests and prompt profiles choose by its name.</summary>
public interface INamed
{
    /// <summary>The name it is chosen by: lower case, unique among its kind, never changed once released.</summary>
    string Name { get; }
}
