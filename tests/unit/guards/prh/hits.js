// Where npm's prh reports something: {"packs": {name: path}, "texts": [...]} on stdin, and on stdout
// {name: [[[index, end, rule], ...] for each text]}, the rule as its place among the pack's rules.
"use strict";

const fs = require("fs");
const prh = require("prh");

const { packs, texts } = JSON.parse(fs.readFileSync(0, "utf8"));

function placesIn(engine, text) {
  return engine
    .makeChangeSet("text.md", text)
    .diffs.map((diff) => [diff.index, diff.tailIndex, engine.rules.indexOf(diff.rule)]);
}

const found = {};
for (const [name, path] of Object.entries(packs)) {
  const engine = prh.fromYAMLFilePath(path);
  found[name] = texts.map((text) => placesIn(engine, text));
}
process.stdout.write(JSON.stringify(found));
