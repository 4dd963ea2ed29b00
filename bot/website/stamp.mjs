// Notes what dist/ was built from, so that `python -m bot.website.bundle` can tell without Node whether it is of today.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";

const sum = (path) => createHash("sha256").update(readFileSync(path)).digest("hex");
const sources = ["package.json", "package-lock.json", ...readdirSync("src").sort().map((name) => `src/${name}`)];
const built = ["dist/chat.js", "dist/widget.js"];
const sums = Object.fromEntries([...sources, ...built].map((path) => [path, sum(path)]));
writeFileSync("dist/built_from.json", JSON.stringify(sums, null, 2) + "\n");
