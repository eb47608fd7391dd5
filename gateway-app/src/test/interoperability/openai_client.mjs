// The openai package of npm, unchanged: host and key only.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(process.env.NODE_MODULES + "/");
const { default: OpenAI } = await import(pathToFileURL(require.resolve("openai")));
const client = new OpenAI({ baseURL: process.env.GATEWAY + "/v1", apiKey: process.env.KEY, maxRetries: 0 });

const messages = [{ role: "user", content: "What is 2 + 3?" }];
const answer = await client.chat.completions.create({ model: "assistant", messages });
assert.ok(answer.choices[0].message.content);

let streamed = "";
let chunks = 0;
for await (const chunk of await client.chat.completions.create({ model: "assistant", messages, stream: true })) {
  streamed += chunk.choices[0]?.delta?.content ?? "";
  chunks += 1;
}
assert.ok(chunks > 1);
assert.equal(streamed, answer.choices[0].message.content);

const vectors = await client.embeddings.create({ model: "embed", input: ["a lake"] });
assert.ok(vectors.data[0].embedding.length > 8);

const models = [];
for await (const model of client.models.list()) models.push(model.id);
assert.ok(models.includes("assistant"));

await assert.rejects(client.chat.completions.create({ model: "nobody", messages }), { status: 404 });
console.log("openai (npm)", chunks, "chunks");
