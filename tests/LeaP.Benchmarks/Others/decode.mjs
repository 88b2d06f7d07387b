// Decodes with llama.cpp as often as it is asked to.
// Usage: decode.mjs FOLDER_WITH_NODE_MODULES MODEL SEQUENCES CONTEXT THREADS
// Reads one JSON line {"sequences", "prompt", "tokens"} per run, answers each with {"seconds", "drawn"}.
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [modules, modelPath, sequences, contextSize, threads] = process.argv.slice(2);
const { getLlama, LlamaLogLevel } = await import(
    pathToFileURL(join(modules, "node_modules/node-llama-cpp/dist/index.js")).href);

const llama = await getLlama({
    gpu: false, build: "never", maxThreads: Number(threads), logLevel: LlamaLogLevel.error, progressLogs: false,
});
const model = await llama.loadModel({ modelPath, gpuLayers: 0 });
const context = await model.createContext({
    sequences: Number(sequences),
    contextSize: Number(contextSize),
    threads: Number(threads),
});
const all = Array.from({ length: Number(sequences) }, () => context.getSequence());

// Pulls exactly as many tokens as it is asked for, so that nothing is computed that is not timed.
async function draw(sequence, last, count) {
    const drawn = [];
    for await (const token of sequence.evaluate([last], { temperature: 0, yieldEogToken: true })) {
        drawn.push(token);
        if (drawn.length === count) {
            break;
        }
    }
    return drawn;
}

async function run({ sequences: count, prompt, tokens }) {
    const used = all.slice(0, count);
    for (const sequence of used) {
        await sequence.clearHistory();
        await sequence.evaluateWithoutGeneratingNewTokens(prompt.slice(0, -1));
    }
    const start = performance.now();
    const drawn = await Promise.all(used.map(sequence => draw(sequence, prompt.at(-1), tokens)));
    return { seconds: (performance.now() - start) / 1000, drawn };
}

console.log(JSON.stringify({ flashAttention: String(context.flashAttention), threads: context.currentThreads }));
for await (const line of createInterface({ input: process.stdin })) {
    console.log(JSON.stringify(await run(JSON.parse(line))));
}
await llama.dispose();
