namespace LeaP.Router.Access;

/// <summary>The file with keys as it is written.</summary>
internal sealed record ApiKeyFile
{
    /// <summary>The clients.</summary>
    public IReadOnlyList<Entry?>? Clients { get; init; }

    /// <summary>One client.</summary>
    internal sealed record Entry
    {
        /// <summary>Its name.</summary>
        public string? Name { get; init; }

        /// <summary>SHA-256 of its key in hexadecimal digits.</summary>
        public string? Sha256 { get; init; }

        /// <summary>Whose sessions it sees.</summary>
        public string? Tenant { get; init; }

        /// <summary>What it may do.</summary>
        public IReadOnlyList<string>? Roles { get; init; }

        /// <summary>How much it may take; what is absent is as the router's settings say.</summary>
        public Limits? Limits { get; init; }
    }

    /// <summary>How much a client may take; 0 is any number.</summary>
    internal sealed record Limits
    {
        /// <summary>Sessions at once.</summary>
        public int? Sessions { get; init; }

        /// <summary>Paths at once.</summary>
        public int? Paths { get; init; }

        /// <summary>Tokens a minute.</summary>
        public int? TokensPerMinute { get; init; }
    }
}
