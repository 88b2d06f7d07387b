using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using LeaP.Reasoning.Randomness;

namespace LeaP.Fuzz.Mutations;

/// <summary>Changes messages of any kind, field by field or byte by byte.</summary>
internal static class MessageMutator
{
    private const int MaxDepth = 5;
    private static readonly long[] Numbers =
        [0, 1, -1, 2, 63, 64, 65, 255, 4096, 131_072, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue];

    private static readonly double[] Fractions =
        [0, -0.0, 1, -1, 0.5, 2, 1e30, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon];

    /// <summary>Changes a few fields.</summary>
    /// <param name="message">The message.</param>
    /// <param name="random">Random numbers.</param>
    public static void Mutate(IMessage message, SeededRandom random)
    {
        for (int i = random.NextBelow(4); i >= 0; i--)
        {
            MutateField(message, random, 0);
        }
    }

    /// <summary>Sends a message through bytes that are changed on their way.</summary>
    /// <typeparam name="T">The message's type.</typeparam>
    /// <param name="message">The message.</param>
    /// <param name="random">Random numbers.</param>
    /// <returns>What arrives; null when it is no message any more.</returns>
    public static T? ThroughBytes<T>(T message, SeededRandom random)
        where T : class, IMessage<T>, new()
    {
        byte[] bytes = message.ToByteArray();
        for (int i = random.NextBelow(4); i > 0 && bytes.Length > 0; i--)
        {
            int at = random.NextBelow(bytes.Length);
            switch (random.NextBelow(3))
            {
                case 0:
                    bytes[at] = (byte)random.NextBelow(256);
                    break;
                case 1:
                    bytes = bytes[..at];
                    break;
                default:
                    bytes = [.. bytes[..at], (byte)random.NextBelow(256), .. bytes[at..]];
                    break;
            }
        }

        try
        {
            return new MessageParser<T>(() => new T()).ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            // The library refuses these before our code sees them.
            return null;
        }
    }

    private static void MutateField(IMessage message, SeededRandom random, int depth)
    {
        IList<FieldDescriptor> fields = message.Descriptor.Fields.InFieldNumberOrder();
        if (fields.Count == 0)
        {
            return;
        }

        FieldDescriptor field = fields[random.NextBelow(fields.Count)];
        if (random.NextBelow(8) == 0)
        {
            field.Accessor.Clear(message);
        }
        else if (field.IsMap)
        {
            var map = (IDictionary)field.Accessor.GetValue(message);
            if (map is IDictionary<string, string> texts)
            {
                texts[HostileText.DrawSendable(random)] = HostileText.DrawSendable(random);
            }
        }
        else if (field.IsRepeated)
        {
            MutateList((IList)field.Accessor.GetValue(message), field, random, depth);
        }
        else if (field.FieldType == FieldType.Message)
        {
            if (field.Accessor.GetValue(message) is IMessage inner && depth < MaxDepth && random.NextBelow(4) > 0)
            {
                MutateField(inner, random, depth + 1);
            }
            else
            {
                field.Accessor.SetValue(message, New(field, random, depth));
            }
        }
        else
        {
            field.Accessor.SetValue(message, Value(field, random, field.Accessor.GetValue(message)));
        }
    }

    private static void MutateList(IList list, FieldDescriptor field, SeededRandom random, int depth)
    {
        if (list.Count > 0 && random.NextBelow(2) == 0)
        {
            int at = random.NextBelow(list.Count);
            object entry = list[at]!;
            switch (random.NextBelow(3))
            {
                case 0:
                    list.RemoveAt(at);
                    break;
                case 1 when entry is IMessage inner && depth < MaxDepth:
                    MutateField(inner, random, depth + 1);
                    break;
                default:
                    list.Add(entry);
                    break;
            }
        }
        else
        {
            list.Add(field.FieldType == FieldType.Message ? New(field, random, depth) : Value(field, random, null));
        }
    }

    private static IMessage New(FieldDescriptor field, SeededRandom random, int depth)
    {
        IMessage made = field.MessageType.Parser.ParseFrom(ByteString.Empty);
        for (int i = random.NextBelow(3); i > 0 && depth < MaxDepth; i--)
        {
            MutateField(made, random, depth + 1);
        }

        return made;
    }

    private static object Value(FieldDescriptor field, SeededRandom random, object? present)
    {
        long number = random.NextBelow(3) == 0 ? (long)random.NextUInt64() : Numbers[random.NextBelow(Numbers.Length)];
        double fraction = Fractions[random.NextBelow(Fractions.Length)];
        return field.FieldType switch
        {
            FieldType.String => present is string text && random.NextBelow(2) == 0
                ? HostileText.Change(text, random)
                : HostileText.DrawSendable(random),
            FieldType.Bool => random.NextBelow(2) == 0,
            FieldType.Int32 => unchecked((int)number),
            FieldType.Int64 => number,
            FieldType.UInt32 => unchecked((uint)number),
            FieldType.UInt64 => unchecked((ulong)number),
            FieldType.Float => (float)fraction,
            FieldType.Double => fraction,
            FieldType.Enum => Enum.ToObject(field.EnumType.ClrType, unchecked((int)number) % 12),
            FieldType.Bytes => ByteString.CopyFromUtf8(HostileText.DrawSendable(random)),
            _ => throw new NotSupportedException($"Fields of type {field.FieldType} are not known here."),
        };
    }
}
