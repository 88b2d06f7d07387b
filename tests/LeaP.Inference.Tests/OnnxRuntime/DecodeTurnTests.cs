using LeaP.Inference.Engines;
using LeaP.Inference.Models;
using LeaP.Inference.OnnxRuntime;
using LeaP.Inference.Tests.Support;
using LeaP.Inference.Tokenizers;
using LeaP.ModelKit;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace LeaP.Inference.Tests.OnnxRuntime;

public sealed class DecodeTurnTests : IDisposable
{
    private readonly TemporaryFolder _folder = MadeEngine.Write(ModelShape.Tiny with { Context = 1024 });
    private readonly ModelGraph _graph;
    private readonly ByteLevelTokenizer _tokenizer;
    private readonly List<PathJob> _active = [];
    private ModelRunner? _runner;
    private int _slot;

    public DecodeTurnTests()
    {
        _graph = ModelGraph.Load(ModelFolder.Open(_folder.Path), threads: 1);
        _tokenizer = TokenizerReader.Read(_folder.File("tokenizer.json"));
    }

    public void Dispose()
    {
        _runner?.Dispose();
        _graph.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_session_with_one_prompt_does_not_wait_for_all_prompts_of_another()
    {
        DecodeTurn turn = Make(rows: 8);
        const int Chunk = ChunkPace.MostTokens;
        AppendJob first = StartSession(4 * Chunk);
        AppendJob[] crowd = [first, AddSibling(first, 4 * Chunk), AddSibling(first, 4 * Chunk), AddSibling(first, 4 * Chunk)];
        AppendJob alone = StartSession(3 * Chunk);

        int turns = 0;
        while (!alone.IsDone)
        {
            turn.Run(_active);
            turns++;
        }

        turns.ShouldBeLessThanOrEqualTo(6);
        crowd.ShouldAllBe(job => !job.IsDone);
        for (; crowd.Any(job => !job.IsDone) && turns < 40; turns++)
        {
            turn.Run(_active);
        }

        crowd.ShouldAllBe(job => job.IsDone);
        turns.ShouldBe(19);
    }

    [Fact]
    public void Short_memory_is_shared_evenly_between_sessions_and_nobody_is_forgotten()
    {
        DecodeTurn turn = Make(rows: 2);
        AppendJob first = StartSession(200);
        AddSibling(first, 200);
        AddSibling(first, 200);
        AppendJob alone = StartSession(200);

        turn.Run(_active);

        first.Context.IsSeated.ShouldBeTrue();
        alone.Context.IsSeated.ShouldBeTrue();
        for (int turns = 0; turns < 20; turns++)
        {
            turn.Run(_active);
            _active.ForEach(job => job.Context.Jobs = job.IsDone ? 0 : 1);
        }

        _active.ShouldAllBe(job => job.IsDone);
    }

    private DecodeTurn Make(int rows)
    {
        var shape = new KvShape(rows, 2, 2, 1024, 16, TensorElementType.Float);
        _runner = new ModelRunner(_graph, shape, slots: 16, new EngineCounters(), new ManualTime());
        return new DecodeTurn(_runner, new DrawCrew(_runner, threads: 1), new ChunkPace(new ManualTime(), TimeSpan.FromSeconds(1)));
    }

    private AppendJob StartSession(int tokens) => Add(new PathContext(_tokenizer, _slot++, 1024, 0), tokens);

    private AppendJob AddSibling(AppendJob job, int tokens)
    {
        PathContext sibling = job.Context.Clone(_slot++);
        sibling.Rewind(0);
        return Add(sibling, tokens);
    }

    private AppendJob Add(PathContext context, int tokens)
    {
        var job = new AppendJob(context, [.. Enumerable.Repeat((int)'a', tokens)], CancellationToken.None);
        job.Begin(_runner!);
        context.Jobs = 1;
        _active.Add(job);
        return job;
    }
}
