using System.Buffers.Binary;
using System.IO.Compression;

namespace LeaP.FunctionalTests.Reports;

/// <summary>Reads as much of a PNG as it takes to tell a drawn page from a blank one.</summary>
internal static class Picture
{
    private const int SignatureLength = 8;

    /// <summary>Different values among the bytes of its rows; a blank picture has a handful.</summary>
    public static int Variety(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        using var data = new MemoryStream();
        for (int at = SignatureLength; at < file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            if (file.AsSpan(at + 4, 4).SequenceEqual("IDAT"u8))
            {
                data.Write(file, at + 8, length);
            }

            at += length + 12;
        }

        data.Position = 0;
        using var rows = new MemoryStream();
        using (var inflate = new ZLibStream(data, CompressionMode.Decompress))
        {
            inflate.CopyTo(rows);
        }

        return rows.ToArray().Distinct().Count();
    }
}
