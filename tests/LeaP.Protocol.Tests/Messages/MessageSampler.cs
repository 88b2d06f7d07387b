using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Enum = System.Enum;

namespace LeaP.Protocol.Tests.Messages;

/// <summary>Fills messages from their descriptors, the same for the same seed.</summary>
/// <param name="seed">Chooses values, and which fields are set.</param>
/// <param name="fieldChance">Share of fields that are set, in <c>(0, 1]</c>; 1 sets them all.</param>
internal sealed class MessageSampler(int seed, double fieldChance)
{
    private const string Alphabet = "ab Z9<>/\"'\\\n\té✓\u4f8b";

    private readonly Random _random = new(seed);

    /// <summary>Makes a message.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="oneofCase">The field to set of a oneof that has a field of that name; any when null.</param>
    public IMessage Next(MessageDescriptor type, string? oneofCase = null)
    {
        IMessage message = type.Parser.ParseFrom(ByteString.Empty);
        foreach (FieldDescriptor field in FieldsToSet(type, oneofCase))
        {
            Set(message, field);
        }

        return message;
    }

    private List<FieldDescriptor> FieldsToSet(MessageDescriptor type, string? oneofCase)
    {
        IEnumerable<FieldDescriptor> chosen = type.Oneofs
            .Where(oneof => !oneof.IsSynthetic)
            .Select(oneof => oneof.Fields.FirstOrDefault(field => field.Name == oneofCase) ?? _random.GetItems([.. oneof.Fields], 1)[0]);
        return
        [
            .. type.Fields.InFieldNumberOrder().Where(field => field.RealContainingOneof is null && _random.NextDouble() < fieldChance),
            .. chosen,
        ];
    }

    private void Set(IMessage message, FieldDescriptor field)
    {
        if (field.IsMap)
        {
            // One entry only: the order of map entries on the wire is not fixed.
            ((IDictionary)field.Accessor.GetValue(message)).Add(
                Value(field.MessageType.FindFieldByNumber(1)), Value(field.MessageType.FindFieldByNumber(2)));
        }
        else if (field.IsRepeated)
        {
            IList list = (IList)field.Accessor.GetValue(message);
            list.Add(Value(field));
            list.Add(Value(field));
        }
        else
        {
            field.Accessor.SetValue(message, Value(field));
        }
    }

    private object Value(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message => field.MessageType.FullName switch
        {
            "google.protobuf.Timestamp" => new Timestamp { Seconds = _random.NextInt64(1L << 32), Nanos = _random.Next(1000) * 1_000_000 },
            "google.protobuf.Duration" => new Duration { Seconds = _random.Next(86_400), Nanos = _random.Next(1000) * 1_000_000 },
            _ => Next(field.MessageType),
        },
        FieldType.Enum => Enum.ToObject(field.EnumType.ClrType, _random.GetItems([.. field.EnumType.Values.Where(value => value.Number != 0)], 1)[0].Number),
        FieldType.Bool => true,
        FieldType.Int32 => _random.Next(1, int.MaxValue),
        FieldType.Int64 => _random.NextInt64(1, long.MaxValue),
        FieldType.Float => _random.Next(1, 1000) / 8f,
        FieldType.Double => _random.Next(1, 1000) / 8.0,
        FieldType.String => field.Name + new string(_random.GetItems<char>(Alphabet, _random.Next(8))),
        _ => throw new NotSupportedException($"Field {field.FullName} is a {field.FieldType}: teach {nameof(MessageSampler)} to fill it."),
    };
}
