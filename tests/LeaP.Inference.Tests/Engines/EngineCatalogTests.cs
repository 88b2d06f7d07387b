using LeaP.Inference.Engines;
using LeaP.Inference.Scripted;

namespace LeaP.Inference.Tests.Engines;

public sealed class EngineCatalogTests
{
    private static readonly ScriptedEngineFactory Scripted = new(new ScriptedEngineOptions(), TimeProvider.System);

    [Fact]
    public void An_engine_is_found_by_its_name()
        => new EngineCatalog([Scripted]).Get(EngineNames.Scripted).ShouldBeSameAs(Scripted);

    [Fact]
    public void An_unknown_name_lists_the_known_ones()
    {
        ModelLoadException error = Should.Throw<ModelLoadException>(() => new EngineCatalog([Scripted]).Get("tensor"));

        error.Message.ShouldBe("There is no engine called 'tensor'. Known engines: scripted.");
    }

    [Fact]
    public void Two_engines_of_one_name_are_refused()
        => Should.Throw<ArgumentException>(() => new EngineCatalog([Scripted, Scripted])).Message.ShouldContain("'scripted'");
}
