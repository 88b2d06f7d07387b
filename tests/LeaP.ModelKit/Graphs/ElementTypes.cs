namespace LeaP.ModelKit.Graphs;

/// <summary>Numbers by which the file format names element types.</summary>
internal static class ElementTypes
{
    public const int Float = 1;
    public const int UInt8 = 2;
    public const int Int32 = 6;
    public const int Int64 = 7;
    public const int Bool = 9;
    public const int Float16 = 10;
}
