namespace LeaP.Router.Tests; public sealed class Smoke { [Fact] public void Runs() => 1.ShouldBe(1); }
