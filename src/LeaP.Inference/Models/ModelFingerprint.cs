using System.Security.Cryptography;

namespace LeaP.Inference.Models;

/// <summary>Tells models apart by what decides their output: graph, weights and tokenizer.</summary>
internal static class ModelFingerprint
{
    private const int BufferSize = 1 << 20;

    /// <summary>SHA-256 over the files, each preceded by its length; lower-case hexadecimal.</summary>
    public static async Task<string> ComputeAsync(ModelFolder folder, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string file in folder.Weights.Append(folder.Tokenizer))
        {
            await AddAsync(hash, file, cancellationToken);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static async Task AddAsync(IncrementalHash hash, string file, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(
            file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        hash.AppendData(BitConverter.GetBytes(stream.Length));
        byte[] buffer = new byte[BufferSize];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            hash.AppendData(buffer.AsSpan(0, read));
        }
    }
}
