using LeaP.Hosting.Errors;
using LeaP.Router.Mapping;

namespace LeaP.Router.Endpoints;

/// <summary>Cuts sorted lists into pages; the token is the last name of the page before.</summary>
internal static class Paging
{
    private const int DefaultSize = 50;
    private const int MaxSize = 200;

    /// <summary>Takes one page.</summary>
    /// <typeparam name="T">The entries.</typeparam>
    /// <param name="sorted">All entries by name.</param>
    /// <param name="name">Name of an entry.</param>
    /// <param name="size">Most entries; 0 means 50, more than 200 counts as 200.</param>
    /// <param name="token">Token of the page; empty for the first.</param>
    /// <returns>The page and the token of the next one, empty on the last.</returns>
    public static (IReadOnlyList<T> Page, string NextToken) Cut<T>(
        IReadOnlyList<T> sorted,
        Func<T, string> name,
        int size,
        string token)
    {
        if (size < 0)
        {
            throw RpcErrors.InvalidFields([new FieldViolation("page_size", $"must be 0 to {MaxSize}; it is {size}.")]);
        }

        FieldChecks.RequireLength(token, FieldChecks.MaxNameLength, "page_token");
        int count = size == 0 ? DefaultSize : Math.Min(size, MaxSize);
        T[] rest = [.. sorted.Where(entry => token.Length == 0 || string.CompareOrdinal(name(entry), token) > 0)];
        return rest.Length <= count ? (rest, "") : (rest[..count], name(rest[count - 1]));
    }
}
