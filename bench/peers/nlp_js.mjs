// nlp.js with its Dutch stemmer, by the contract of contract.py.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { containerBootstrap } = require("@nlpjs/core");
const { LangNl } = require("@nlpjs/lang-nl");
const { Nlp } = require("@nlpjs/nlp");

async function learn({ texts, intents }) {
  const container = await containerBootstrap();
  container.use(Nlp);
  container.use(LangNl);
  const nlp = container.get("nlp");
  Object.assign(nlp.settings, { log: false, autoSave: false, autoLoad: false, threshold: 0 });
  nlp.addLanguage("nl");
  texts.forEach((text, at) => nlp.addDocument("nl", text, intents[at]));
  await nlp.train();
  return async (text) => likeliest((await nlp.process("nl", text)).classifications);
}

// "None" is what it says of words it does not know: the others have no such way out
function likeliest(classifications) {
  return (classifications.find(({ intent }) => intent !== "None") ?? classifications[0]).intent;
}

const job = JSON.parse(readFileSync(process.argv.at(-1), "utf8"));
const began = performance.now();
const predict = await learn(job);
const training = (performance.now() - began) / 1000;
await predict(job.texts[0]);
const predicted = [];
const took = [];
for (const text of job.test) {
  const start = performance.now();
  predicted.push(await predict(text));
  took.push(performance.now() - start);
}
const memory = Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync("/proc/self/status", "utf8"))[1]) / 1000;
const version = require("@nlpjs/nlp/package.json").version;
console.log(JSON.stringify({ engine: `nlp.js ${version}`, predicted, training, took, memory }));
