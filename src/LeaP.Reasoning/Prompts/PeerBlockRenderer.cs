using System.Text;

namespace LeaP.Reasoning.Prompts;

/// <summary>Renders the comment block a path reads behind its own summary.</summary>
public static class PeerBlockRenderer
{
    /// <summary>
    /// Renders the block: a space, the opening tag, one numbered and quoted entry a peer, one a line, the closing tag,
    /// a blank line and the sentence that leads back to the path's own reasoning. Numbers are places in this list, from
    /// 1, not path indexes. Summaries are escaped by <see cref="SummaryEscaper"/>.
    /// </summary>
    /// <param name="profile">The wording.</param>
    /// <param name="peerSummaries">The peers' summaries in the order chosen; none gives the block that says so.</param>
    public static string Render(PromptProfile profile, IReadOnlyList<string> peerSummaries)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(peerSummaries);
        PromptTags tags = profile.Tags;
        if (peerSummaries.Count == 0)
        {
            return $" {tags.CommentOpen} No comments {tags.CommentClose}\n\n{profile.NoComments}";
        }

        var escaper = new SummaryEscaper(profile);
        var block = new StringBuilder(" ").Append(tags.CommentOpen).Append(' ');
        for (int i = 0; i < peerSummaries.Count; i++)
        {
            block.Append(i == 0 ? "" : "\n").Append("Peer ").Append(i + 1).Append(": \"")
                .Append(escaper.Escape(peerSummaries[i])).Append('"');
        }

        return block.Append(' ').Append(tags.CommentClose).Append("\n\n").Append(profile.Reflection).ToString();
    }
}
