using LeaP.Reasoning.Prompts;

namespace LeaP.Reasoning.Tests.Prompts;

public sealed class PeerBlockRendererTests
{
    [Fact]
    public void Entries_are_numbered_by_place_and_quoted_one_a_line() =>
        PeerBlockRenderer.Render(TestProfile.Create(), ["x is 12", "x is 21"])
            .ShouldBe(" <comment> Peer 1: \"x is 12\"\nPeer 2: \"x is 21\" </comment>\n\nI compare.");

    [Fact]
    public void Without_peers_the_block_says_so() =>
        PeerBlockRenderer.Render(TestProfile.Create(), []).ShouldBe(" <comment> No comments </comment>\n\nNobody answered.");
}
