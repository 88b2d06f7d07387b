using System.Globalization;

namespace LeaP.Reasoning.Sessions;

/// <summary>Identifiers of paths within a session: <c>p0</c>, <c>p1</c> and so on.</summary>
public static class PathIds
{
    /// <summary>The identifier of the path at <paramref name="index"/>.</summary>
    /// <param name="index">Position of the path, from 0.</param>
    public static string Format(int index) => string.Create(CultureInfo.InvariantCulture, $"p{index}");

    /// <summary>Reads an identifier.</summary>
    /// <param name="id">The identifier.</param>
    /// <param name="index">Position of the path; -1 when <paramref name="id"/> is not one.</param>
    public static bool TryParse(string id, out int index)
    {
        if (id.Length >= 2
            && id[0] == 'p'
            && int.TryParse(id.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out index)
            && id == Format(index))
        {
            return true;
        }

        index = -1;
        return false;
    }
}
