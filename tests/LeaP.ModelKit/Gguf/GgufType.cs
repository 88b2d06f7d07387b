namespace LeaP.ModelKit.Gguf;

/// <summary>How the numbers of a tensor are stored; the values are the file format's own.</summary>
internal enum GgufType
{
    /// <summary>32-bit floating point.</summary>
    F32 = 0,

    /// <summary>Four bits in blocks of 32 with a 16-bit scale.</summary>
    Q4_0 = 2,
}
