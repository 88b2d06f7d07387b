using System.Globalization;
using System.Text;

namespace LeaP.ModelKit.Gguf;

/// <summary>Writes version 3 of the GGUF file format: facts by key, a list of tensors, and their bytes.</summary>
internal sealed class GgufWriter
{
    private const uint Magic = 0x46554747;
    private const uint Version = 3;
    private const int Alignment = 32;
    private const uint UInt32 = 4;
    private const uint Int32 = 5;
    private const uint Float32 = 6;
    private const uint Bool = 7;
    private const uint Text = 8;
    private const uint Array = 9;

    private readonly List<(string Key, object Value)> _facts = [];

    /// <summary>Adds a fact.</summary>
    /// <param name="key">Its dotted name.</param>
    /// <param name="value">A uint, float, bool or string, or an array of strings or ints.</param>
    public void Add(string key, object value) => _facts.Add((key, value));

    /// <summary>Writes the file.</summary>
    /// <param name="file">Where.</param>
    /// <param name="tensors">Its tensors.</param>
    public void Write(string file, IReadOnlyList<GgufTensor> tensors)
    {
        using var writer = new BinaryWriter(File.Create(file));
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write((long)tensors.Count);
        writer.Write((long)_facts.Count);
        foreach ((string key, object value) in _facts)
        {
            WriteText(writer, key);
            WriteValue(writer, value);
        }

        WriteOutline(writer, tensors);
        Pad(writer);
        foreach (GgufTensor tensor in tensors)
        {
            byte[] bytes = tensor.Read();
            if (bytes.Length != tensor.Bytes)
            {
                throw new InvalidOperationException(string.Create(
                    CultureInfo.InvariantCulture, $"{tensor.Name} has {bytes.Length} bytes, not {tensor.Bytes}."));
            }

            writer.Write(bytes);
            Pad(writer);
        }
    }

    private static void WriteOutline(BinaryWriter writer, IReadOnlyList<GgufTensor> tensors)
    {
        long offset = 0;
        foreach (GgufTensor tensor in tensors)
        {
            WriteText(writer, tensor.Name);
            writer.Write((uint)tensor.Dims.Count);
            foreach (long dim in tensor.Dims)
            {
                writer.Write(dim);
            }

            writer.Write((uint)tensor.Type);
            writer.Write(offset);
            offset += (tensor.Bytes + Alignment - 1) / Alignment * Alignment;
        }
    }

    private static void WriteValue(BinaryWriter writer, object value)
    {
        switch (value)
        {
            case uint number:
                writer.Write(UInt32);
                writer.Write(number);
                break;
            case float number:
                writer.Write(Float32);
                writer.Write(number);
                break;
            case bool flag:
                writer.Write(Bool);
                writer.Write(flag);
                break;
            case string text:
                writer.Write(Text);
                WriteText(writer, text);
                break;
            case string[] texts:
                WriteArray(writer, Text, texts, WriteText);
                break;
            case int[] numbers:
                WriteArray(writer, Int32, numbers, static (target, number) => target.Write(number));
                break;
            default:
                throw new ArgumentException($"A fact cannot be a {value.GetType().Name}.", nameof(value));
        }
    }

    private static void WriteArray<T>(BinaryWriter writer, uint type, T[] items, Action<BinaryWriter, T> write)
    {
        writer.Write(Array);
        writer.Write(type);
        writer.Write((long)items.Length);
        foreach (T item in items)
        {
            write(writer, item);
        }
    }

    private static void WriteText(BinaryWriter writer, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        writer.Write((long)bytes.Length);
        writer.Write(bytes);
    }

    private static void Pad(BinaryWriter writer)
    {
        while (writer.BaseStream.Position % Alignment != 0)
        {
            writer.Write((byte)0);
        }
    }
}
