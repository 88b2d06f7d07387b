using System.Text.Json;
using LeaP.Evaluation.Grading;
using LeaP.Reasoning.Paths;

namespace LeaP.Evaluation.Tests.Grading;

public sealed class OfficialGraderTests
{
    [Fact]
    public void Verdicts_equal_the_released_code()
    {
        string? given = Environment.GetEnvironmentVariable("LEAP_GOLDEN_DIR");
        string folder = string.IsNullOrEmpty(given) ? Path.Combine(AppContext.BaseDirectory, "Golden") : given;
        GradingVector[] vectors = JsonSerializer.Deserialize<GradingVector[]>(
            File.ReadAllText(Path.Combine(folder, "grading_official.json")), JsonSerializerOptions.Web)!;

        vectors.Length.ShouldBeGreaterThan(100);
        vectors.Where(vector => OfficialGrader.Grade(vector.Completion, vector.Reference).IsRight != vector.Correct).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(@"\boxed{25}", "025", true)]
    [InlineData(@"\boxed{25.0}", "25", true)]
    [InlineData(@"\boxed{1,024}", "1024", true)]
    [InlineData(@"\boxed{1\,000}", "1000", false)]
    [InlineData(@"\boxed{1{,}000}", "1000", false)]
    [InlineData(@"\boxed{\frac{1}{2}}", "0.5", true)]
    [InlineData(@"\boxed{.5}", "0.5", true)]
    [InlineData(@"\boxed{0.50}", "0.5", false)]
    [InlineData(@"\boxed{0.50}", @"\frac{1}{2}", false)]
    [InlineData(@"\boxed{1/2}", @"\frac12", true)]
    [InlineData(@"\boxed{\tfrac34}", @"\frac{3}{4}", true)]
    [InlineData(@"\boxed{2\sqrt3}", @"2\sqrt{3}", true)]
    [InlineData(@"\boxed{n=42}", "42", true)]
    [InlineData(@"\boxed{=42}", "42", true)]
    [InlineData(@"\boxed{٣.٥}", "3.5", true)]
    [InlineData(@"\boxed{1෪}", "14.0", true)]
    [InlineData(@"\boxed{²}", "2", false)]
    [InlineData(@"\boxed{abc=5}", "5", false)]
    [InlineData(@"\boxed{m+n=42}", "42", false)]
    [InlineData(@"\boxed{a=b=42}", "42", false)]
    [InlineData(@"\boxed{50\%}", "50", true)]
    [InlineData(@"\boxed{50%}", "50", false)]
    [InlineData(@"\boxed{30^\circ}", "30", true)]
    [InlineData(@"\boxed{42^{\circ}}", "42", true)]
    [InlineData(@"\boxed{5\text{ cm}}", "5", true)]
    [InlineData(@"\boxed{5\text{cm}}", "5", false)]
    [InlineData(@"\boxed{70\text{ cm and }5\text{ mm}}", "70", false)]
    [InlineData(@"\boxed{$204$}", "204", true)]
    [InlineData(@"\boxed{\$42}", "42", true)]
    [InlineData(@"\boxed{12\pi}", @"2\pi", true)]
    [InlineData(@"\boxed{\pi}", @"2\pi", true)]
    [InlineData(@"\boxed{3,4}", "34", true)]
    [InlineData(@"\boxed{\left(3,4\right)}", "(3,4)", true)]
    [InlineData(@"\boxed{1+x}", "x+1", false)]
    [InlineData(@"\boxed{x^{2}+1}", "x^2+1", false)]
    [InlineData(@"\boxed{{204}}", "204", false)]
    [InlineData(@"\boxed{10} ... \boxed{20", "10", true)]
    [InlineData(@"\boxed{10} ... \boxed{20", "20", false)]
    [InlineData(@"\boxed{204}. Wait \boxed{205}", "204", false)]
    [InlineData(@"\boxed{} the answer is 17.", "17", true)]
    [InlineData(@"\boxed{} total 17 then 18", "17", false)]
    [InlineData("no number", "17", false)]
    [InlineData("value is 3,000", "3000", true)]
    [InlineData("12/5", "2.4", false)]
    [InlineData("1e3", "1000", false)]
    [InlineData(@"\boxed{1e3}", "1000", true)]
    [InlineData("the solution is: y^2.", "y^2", true)]
    [InlineData(@"\boxed{14}", "$14$", true)]
    [InlineData(@"\boxed{114}", "$14$", false)]
    [InlineData(@"\boxed{A}", "A", true)]
    [InlineData("answer is C.\n", "C", true)]
    [InlineData("This is C", "C", true)]
    [InlineData(@"\boxed{(A)}", "A", false)]
    [InlineData(@"\boxed{\text{A}}", "A", false)]
    [InlineData("\"ANSWER\": \"C\"", "C", false)]
    [InlineData("ANSWER: C", "C", false)]
    [InlineData("so it </think> ANSWER: \"C\"", "C", false)]
    [InlineData("the answer is **C**.", "C", false)]
    public void Verdicts_equal_the_tables(string completion, string reference, bool isRight) =>
        OfficialGrader.Grade(completion, reference).IsRight.ShouldBe(isRight);

    [Fact]
    public void It_reads_the_peers_too_as_the_released_code_does()
    {
        var text = new PathText([new TextSegment(TextKind.Reasoning, "Hm."), new TextSegment(TextKind.PeerBlock, @"Peer 1: \boxed{7}")]);

        new OfficialGrader().Grade(text, new ReferenceAnswer("7")).IsRight.ShouldBeTrue();
    }
}
