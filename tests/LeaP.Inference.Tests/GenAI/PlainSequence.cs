using LeaP.Inference.GenAI;
using LeaP.Inference.Models;
using Microsoft.ML.OnnxRuntime;

namespace LeaP.Inference.Tests.GenAI;

/// <summary>A sequence of a <see cref="PlainSequenceModel"/>.</summary>
internal sealed class PlainSequence : ITokenSequence
{
    private readonly PlainSequenceModel _model;
    private readonly string[] _past;
    private readonly string[] _present;
    private readonly float[][] _cache;
    private int _length;
    private float[] _logits = [];
    private int _lastRun;
    private int _users;

    public PlainSequence(PlainSequenceModel model)
    {
        _model = model;
        GenAIConfig config = model.Config;
        _past = [.. config.PastKeys, .. config.PastValues];
        _present = [.. config.PresentKeys, .. config.PresentValues];
        _cache = [.. _past.Select(_ => Array.Empty<float>())];
        model.Open++;
    }

    private long Heads => _model.Config.KeyValueHeads;

    private int HeadSize => _model.Config.HeadSize;

    public void Append(ReadOnlySpan<int> ids)
    {
        Interlocked.Increment(ref _users).ShouldBe(1);
        try
        {
            Run(ids);
        }
        finally
        {
            Interlocked.Decrement(ref _users);
        }
    }

    public void RewindTo(int length)
    {
        length.ShouldBeInRange(0, _length);
        for (int i = 0; i < _cache.Length; i++)
        {
            float[] all = _cache[i];
            int head = _length * HeadSize;
            _cache[i] = [.. Enumerable.Range(0, (int)Heads).SelectMany(h => all.Skip(h * head).Take(length * HeadSize))];
        }

        _length = length;
    }

    public void ReadLogits(Span<float> logits)
    {
        _lastRun.ShouldBe(1);
        _logits.CopyTo(logits);
    }

    public void Dispose()
    {
        _users.ShouldBe(0);
        _model.Open--;
    }

    private void Run(ReadOnlySpan<int> ids)
    {
        ids.Length.ShouldBeGreaterThan(0);
        if (_model.FailsNext)
        {
            _model.FailsNext = false;
            throw new FormatException();
        }

        (_length + ids.Length).ShouldBeLessThanOrEqualTo(_model.ContextTokens);
        long[] tokens = [.. ids.ToArray().Select(id => (long)id)];
        long[] mask = [.. Enumerable.Repeat(1L, _length + tokens.Length)];
        var inputs = new Dictionary<string, OrtValue>
        {
            [_model.Config.InputIds] = OrtValue.CreateTensorValueFromMemory(tokens, [1, tokens.Length]),
            [_model.Config.AttentionMask] = OrtValue.CreateTensorValueFromMemory(mask, [1, mask.Length]),
        };
        for (int i = 0; i < _past.Length; i++)
        {
            inputs[_past[i]] = OrtValue.CreateTensorValueFromMemory(_cache[i], [1, Heads, _length, HeadSize]);
        }

        using var run = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = _model.Session.Run(run, inputs, [_model.Config.Logits, .. _present]);
        _logits = outputs[0].GetTensorDataAsSpan<float>()[^_model.VocabularySize..].ToArray();
        for (int i = 0; i < _cache.Length; i++)
        {
            _cache[i] = outputs[i + 1].GetTensorDataAsSpan<float>().ToArray();
        }

        foreach (OrtValue input in inputs.Values)
        {
            input.Dispose();
        }

        _length += tokens.Length;
        _lastRun = tokens.Length;
    }
}
