using System.Text;
using System.Text.Json.Nodes;
using LeaP.Reasoning.Randomness;

namespace LeaP.Fuzz.Mutations;

/// <summary>Changes JSON texts: values, keys and shapes, or single bytes.</summary>
internal static class JsonMutator
{
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "1", "0.5", "1e999", "2147483648", "99999999999999999999", "\"\"", "\" \"", "\"x\"",
        "[]", "{}", "[[]]", "[null]", "{\"a\":{}}", "\"\\ud800\"", "\"(?<a>(a+)+)$\"", "\"BPE\"", "\"%d\"", "\"%d%d%d%d\"",
    ];

    /// <summary>Changes a text.</summary>
    /// <param name="json">The text, which is JSON.</param>
    /// <param name="random">Random numbers.</param>
    /// <returns>Bytes that may be JSON.</returns>
    public static byte[] Mutate(string json, SeededRandom random)
    {
        if (random.NextBelow(3) == 0)
        {
            return MutateBytes(Encoding.UTF8.GetBytes(json), random);
        }

        JsonNode root = JsonNode.Parse(json)!;
        for (int i = random.NextBelow(3); i >= 0; i--)
        {
            Change(root, random);
        }

        string changed = root.ToJsonString();
        if (random.NextBelow(12) == 0)
        {
            // A key that stands twice cannot be said by a tree.
            changed = changed.Insert(1, "\"version\":1,\"model\":{},\"vocab\":{},");
        }

        return Encoding.UTF8.GetBytes(changed);
    }

    private static byte[] MutateBytes(byte[] bytes, SeededRandom random)
    {
        int at = random.NextBelow(bytes.Length);
        switch (random.NextBelow(4))
        {
            case 0:
                bytes[at] = (byte)random.NextBelow(256);
                return bytes;
            case 1:
                return bytes[..at];
            case 2:
                return [.. bytes[..at], .. Encoding.UTF8.GetBytes(Values[random.NextBelow(Values.Length)]), .. bytes[at..]];
            default:
                int end = Math.Min(bytes.Length, at + random.NextBelow(64));
                return [.. bytes[..at], .. bytes[at..end], .. bytes[at..end], .. bytes[end..]];
        }
    }

    private static void Change(JsonNode root, SeededRandom random)
    {
        JsonNode place = root;
        while (true)
        {
            JsonNode? inner = place switch
            {
                JsonObject { Count: > 0 } map => map.ElementAt(random.NextBelow(map.Count)).Value,
                JsonArray { Count: > 0 } list => list[random.NextBelow(list.Count)],
                _ => null,
            };
            if (inner is not (JsonObject { Count: > 0 } or JsonArray { Count: > 0 }) || random.NextBelow(5) == 0)
            {
                break;
            }

            place = inner;
        }

        JsonNode? value = Draw(random);
        if (place is JsonArray array)
        {
            ChangeList(array, value, random);
        }
        else if (place is JsonObject { Count: > 0 } members)
        {
            string key = members.ElementAt(random.NextBelow(members.Count)).Key;
            switch (random.NextBelow(4))
            {
                case 0:
                    members.Remove(key);
                    break;
                case 1:
                    members[HostileText.DrawSendable(random)] = value;
                    break;
                default:
                    members[key] = value;
                    break;
            }
        }
    }

    private static void ChangeList(JsonArray list, JsonNode? value, SeededRandom random)
    {
        int at = random.NextBelow(list.Count);
        switch (random.NextBelow(3))
        {
            case 0:
                list.RemoveAt(at);
                break;
            case 1:
                list[at] = value;
                break;
            default:
                list.Insert(at, list[at]?.DeepClone());
                break;
        }
    }

    private static JsonNode? Draw(SeededRandom random)
    {
        if (random.NextBelow(3) == 0)
        {
            return HostileText.DrawSendable(random);
        }

        string value = Values[random.NextBelow(Values.Length)];
        return value == "1e999" || value.Contains("\\ud800", StringComparison.Ordinal) ? JsonValue.Create(-7) : JsonNode.Parse(value);
    }
}
