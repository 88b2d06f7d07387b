using System.Text.Json.Nodes;
using LeaP.Reasoning.Prompts;

namespace LeaP.Reasoning.Tests.Prompts;

public sealed class PromptProfileParserTests
{
    [Fact]
    public void A_complete_profile_is_read()
    {
        PromptProfile profile = TestProfile.Create();
        profile.Chat.ShouldBe(new ChatWrapping("<|user|>", "<|assistant|>"));
        profile.AnswerFormats.ShouldBe(["boxed", "choice"]);
        profile.Triggers.Count.ShouldBe(3);
        profile.Leads.ShouldBe(["", "So far,"]);
        profile.Tags.ShouldBe(TestProfile.Tags);
        profile.StopStrings.ShouldBe(["<|end|>"]);
        profile.Mixture.ShouldBe(new MixtureWording("Others answered; weigh what they say.", "Answer {0}:"));
        profile.Modes.ShouldBe(["leap", "leap-t", "leap-s", "moa", "independent"]);
        profile.ProblemForm.ShouldNotBeNull().SentencePrefix.ShouldBe("#{0} ");
        profile.Defaults.ShouldBe(new ProfileDefaults(8, 30, 12, 40, 16, 6, "random", 4, 1.3, 0.95, 40));
    }

    [Fact]
    public void The_chat_wrapping_may_be_left_to_the_model()
    {
        PromptProfile profile = PromptProfileParser.Parse(Changed(root => root["chat"] = new JsonObject { ["from"] = "model" }));
        profile.ChatFromModel.ShouldBeTrue();
        profile.Chat.ShouldBe(new ChatWrapping("", ""));
        TestProfile.Create().ChatFromModel.ShouldBeFalse();
        Should.Throw<PromptProfileException>(() => PromptProfileParser.Parse(
                Changed(root => root["chat"] = new JsonObject { ["from"] = "nowhere", ["prefix"] = "" })))
            .Errors.ShouldBe(
            [
                "chat.from: must be model; without it there are prefix and suffix.",
                "chat.prefix: is not a known key; allowed are from.",
            ]);
    }

    [Fact]
    public void Optional_keys_may_be_missing()
    {
        PromptProfile profile = PromptProfileParser.Parse(Changed(root =>
        {
            root.Remove("plain_opening");
            root.Remove("problem_form");
            root.Remove("mixture");
            Section(root, "defaults").Remove("top_k");
            Section(root, "defaults").Remove("first_interval_tokens");
        }));
        profile.PlainOpening.ShouldBe("");
        profile.ProblemForm.ShouldBeNull();
        profile.Mixture.ShouldBeNull();
        profile.Modes.ShouldBe(["leap", "leap-t", "leap-s", "independent"]);
        profile.Defaults.TopK.ShouldBe(0);
        profile.Defaults.FirstIntervalTokens.ShouldBe(0);
    }

    [Fact]
    public void The_entry_of_a_layer_s_answers_must_number_them() =>
        Should.Throw<PromptProfileException>(() => PromptProfileParser.Parse(Changed(
                root => Section(root, "mixture")["entry"] = "Answer:")))
            .Message.ShouldContain("mixture.entry: must hold {0}");

    [Fact]
    public void Every_fault_is_reported_at_once()
    {
        string json = Changed(root =>
        {
            root.Remove("reflection");
            root["no_comments"] = 5;
            root["triggers"] = new JsonArray("", 3);
            root["leads"] = new JsonArray();
            Section(root, "tags")["comment_open"] = "< c >";
            Section(root, "tags")["think_end"] = "</SUMMARIZE>";
            Section(root, "defaults")["path_count"] = 0;
            Section(root, "defaults")["top_p"] = 1.5;
            Section(root, "defaults")["colour"] = "red";
            Section(root, "final_answer")["essay"] = "Write";
            Section(root, "instructions").Remove("choice");
        });
        PromptProfileException error = Should.Throw<PromptProfileException>(() => PromptProfileParser.Parse(json));
        error.Errors.ShouldBe(
            [
                "reflection: is missing.",
                "no_comments: must be a text.",
                "triggers[0]: must not be blank.",
                "triggers[1]: must be a text.",
                "leads: must hold at least 1 text(s).",
                "tags.comment_open: must be at least two characters without white space.",
                "tags: must all differ.",
                "defaults.path_count: must be a whole number from 1 to 2147483647.",
                "defaults.top_p: must be a number above 0 and at most 1.",
                "defaults.colour: is not a known key; allowed are path_count, interval_tokens, first_interval_tokens, summary_tokens, "
                    + "answer_tokens, max_turns, policy, peer_count, temperature, top_p, top_k.",
                "final_answer.essay: is not an answer format; allowed are boxed, choice, text.",
                "instructions: must have the same answer formats as final_answer (boxed, choice).",
            ],
            ignoreOrder: true);
        foreach (string fault in error.Errors)
        {
            error.Message.ShouldContain(fault);
        }
    }

    [Theory]
    [InlineData("not json", "not valid JSON")]
    [InlineData("[]", "must be a JSON object")]
    [InlineData("""{ "version": 1, "version": 1 }""", "not valid JSON")]
    [InlineData("{}", "tags: is missing.")]
    [InlineData("""{ "opening": "\ud83d" }""", "not Unicode")]
    public void What_is_no_profile_is_refused(string json, string message) =>
        Should.Throw<PromptProfileException>(() => PromptProfileParser.Parse(json)).Message.ShouldContain(message);

    [Fact]
    public void A_lone_surrogate_is_refused() =>
        Should.Throw<PromptProfileException>(() => PromptProfileParser.Parse(
            TestProfile.Json.Replace("I think", $"{(char)0xD83D}", StringComparison.Ordinal)));

    [Theory]
    [InlineData("[")]
    [InlineData("(?=Start)")]
    [InlineData("^never$")]
    public void A_problem_form_that_cannot_work_is_refused(string pattern) =>
        Should.Throw<PromptProfileException>(() => PromptProfileParser.Parse(
            Changed(root => Section(root, "problem_form")["pattern"] = pattern)))
            .Errors.ShouldHaveSingleItem().ShouldStartWith("problem_form: ");

    [Fact]
    public void Another_version_is_refused() =>
        Should.Throw<PromptProfileException>(() => PromptProfileParser.Parse(Changed(root => root["version"] = 2)))
            .Errors.ShouldBe(["version: must be 1."]);

    [Fact]
    public void Answer_formats_may_be_added() =>
        PromptProfileParser.Parse(
            Changed(root =>
            {
                Section(root, "instructions")["proof"] = "";
                Section(root, "plain_instructions")["proof"] = "";
                Section(root, "final_answer")["proof"] = "Prove.";
            }),
            ["boxed", "choice", "proof"]).AnswerFormats.ShouldContain("proof");

    private static string Changed(Action<JsonObject> change)
    {
        JsonObject root = JsonNode.Parse(TestProfile.Json).ShouldNotBeNull().AsObject();
        change(root);
        return root.ToJsonString();
    }

    private static JsonObject Section(JsonObject root, string key) => root[key].ShouldNotBeNull().AsObject();
}
