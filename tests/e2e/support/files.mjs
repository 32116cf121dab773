// Files that tests bring along: documents of ours, and files that cannot be imported.

import { readFileSync } from "node:fs";

const MADE = "2026-01-12T09:00:00.000Z";

const fixture = (name) => readFileSync(new URL(`../fixtures/${name}`, import.meta.url), "utf8");
const native = (name) => readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), "utf8");

export const registryRecord = { name: "NCT09999999.json", text: fixture("registry-record.json") };
/** Documents in format 1, with fields that no version of ours knows. */
export const planOfFormat1 = { name: "plan-v1.json", text: native("plan-v1.json") };
export const evaluationOfFormat1 = { name: "evaluation-v1.json", text: native("evaluation-v1.json") };

/** A plan as a file, with whatever a test wants in it. */
export function plan({ id = "made-for-a-test", title = "Made for a test", ...sections } = {}) {
  const document = { id, title, created: MADE, changed: MADE, revision: 0 };
  return { name: `${id}.json`, text: JSON.stringify({ format: "trialwright.trial-plan", schemaVersion: 1, document, ...sections }, null, 2) };
}

export const task = (id, name, more = {}) => ({ id, name, kind: "task", progress: { state: "notStarted" }, ...more });
export const risk = (number, title, more = {}) => ({ id: `r-${number}`, number, title, category: "other", ...more });

/** A plan with many records, no two of them alike. */
export function largePlan({ tasks = 1000, risks = 1000, padding = "" } = {}) {
  const level = (number) => 1 + (number % 5);
  return plan({
    id: `large-${tasks}-${risks}`,
    title: `A plan of ${tasks} tasks and ${risks} risks`,
    tasks: Array.from({ length: tasks }, (_, number) =>
      task(`t-${number}`, `Task ${number} of the plan`, {
        workPackage: `Package ${number % 20}`,
        owner: `Role ${number % 12}`,
        plannedStart: `2027-${String(1 + (number % 12)).padStart(2, "0")}-01`,
        plannedFinish: `2027-${String(1 + (number % 12)).padStart(2, "0")}-28`,
        note: padding,
      }),
    ),
    risks: Array.from({ length: risks }, (_, index) =>
      risk(index + 1, `Risk ${index + 1} of the register`, {
        owner: `Role ${index % 12}`,
        current: { probability: level(index), impact: level(index >> 2) },
        target: { probability: 1, impact: level(index >> 2) },
        responsePlan: padding,
      }),
    ),
  });
}

/** An evaluation as large as they come: every evaluator has scored every candidate on every criterion. */
export function largeEvaluation({ evaluators = 12, criteria = 40, candidates = 12 } = {}) {
  const pillars = ["expertise", "technology", "riskManagement", "performance", "commercial"];
  const kinds = ["projectManagementFirm", "contractResearchOrganisation", "technologyProvider", "fullServiceConsultant"];
  const of = (number, make) => Array.from({ length: number }, (_, place) => make(place));
  const scores = of(evaluators, (evaluator) => of(criteria, (criterion) => of(candidates, (candidate) => ({
    evaluator: `v-${evaluator}`, criterion: `k-${criterion}`, candidate: `c-${candidate}`,
    value: 1 + ((evaluator * 3 + criterion * 7 + candidate * 5 + criterion * candidate) % 5), evidence: `Reference ${candidate}.${criterion}`,
  }))));
  const content = {
    format: "trialwright.partner-evaluation", schemaVersion: 1,
    document: { id: "large-evaluation", title: "A large choice", created: "2026-11-02T09:00:00.000Z", changed: "2026-11-02T09:00:00.000Z", revision: 0 },
    candidates: of(candidates, (place) => ({ id: `c-${place}`, name: `Candidate ${place + 1}`, kind: kinds[place % 4] })),
    criteria: of(criteria, (place) => ({ id: `k-${place}`, pillar: pillars[place % 5], name: `Criterion ${place + 1}`, weight: 1 + (place % 4) })),
    evaluators: of(evaluators, (place) => ({ id: `v-${place}`, role: `Evaluator ${place + 1}` })),
    scores: scores.flat(2),
  };
  return { name: "large.evaluation.json", text: JSON.stringify(content) };
}

/** A network of many tasks: every one waits for one or more of the forty before it, in parts of fifty. */
export function largeNetwork({ tasks = 6340, links = 14078 } = {}) {
  let state = 1n;
  const draw = (below) => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
    return Number((state >> 33n) % BigInt(below));
  };
  const records = [];
  const work = [];
  let left = links;
  for (let number = 0; number < tasks; number += 1) {
    const part = Math.floor(number / 50) * 50;
    if (number === part) {
      records.push(task(`t-${number}`, `Part ${number / 50 + 1}`));
      continue;
    }
    const before = work.slice(-40);
    const remaining = tasks - number;
    const wanted = Math.min(before.length, Math.max(1, Math.round(left / remaining)) + (draw(3) === 0 ? 1 : 0), left);
    const waits = new Set();
    while (waits.size < wanted) waits.add(before[draw(before.length)]);
    left -= waits.size;
    records.push(
      task(`t-${number}`, `Task ${number} of the network`, {
        parent: `t-${part}`,
        owner: `Role ${number % 12}`,
        duration: { days: 1 + draw(9) },
        predecessors: [...waits].map((id) => ({ task: id, ...(draw(8) === 0 ? { kind: "startToStart", lag: { days: draw(4) } } : {}) })),
      }),
    );
    work.push(`t-${number}`);
  }
  return { ...plan({ id: `network-${tasks}`, title: `A network of ${tasks} tasks`, scheduling: { start: "2027-01-04" }, tasks: records }), links: links - left };
}

const one = plan({ tasks: [task("t-1", "First")] }).text;
const changed = (from, to) => {
  if (!one.includes(from)) throw new Error(`The file that is to be broken does not hold ${from}.`);
  return one.replace(from, to);
};
const utf16 = (text) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);

/** Files that cannot be imported: what each is, and what its one sentence must say, the place included. */
export const unreadable = [
  { what: "a text that is not JSON", text: "Dear all,\nplease find the plan attached.", says: /line 1, column \d+: This is not JSON/ },
  { what: "an empty file", text: "", says: /This file is empty/ },
  { what: "a web page", text: "<!doctype html><title>404</title>", says: /This file is a web page, not JSON/ },
  { what: "a file that was cut short", text: one.slice(0, 200), says: /line \d+, column \d+: The JSON stops in the middle/ },
  { what: "UTF-16", bytes: utf16(one), says: /encoded as UTF-16 and UTF-8 is needed/ },
  { what: "Latin-1", bytes: Buffer.from(changed("First", "F\u00FCrst"), "latin1"), says: /not UTF-8 text: line \d+/ },
  { what: "a list", text: "[1, 2, 3]", says: /JSON, but not a document/ },
  { what: "JSON of another kind", text: '{"name": "package", "version": "1.0.0"}', says: /neither a Trialwright document nor a ClinicalTrials\.gov/ },
  {
    what: "an answer of the old API of ClinicalTrials.gov",
    text: '{"FullStudiesResponse": {"APIVrs": "1.01.05", "FullStudies": []}}',
    says: /old ClinicalTrials\.gov API .*retired in June 2024/,
  },
  {
    what: "a registry record with next to nothing in it",
    text: '{"protocolSection": {"identificationModule": {"nctId": "NCT09999998", "briefTitle": "Almost empty"}}, "hasResults": false}',
    says: /record NCT09999998 holds a title but no design/,
  },
  { what: "100,000 levels of nesting", text: "[".repeat(100_000) + "]".repeat(100_000), says: /line 1, column \d+: The JSON is nested deeper than/ },
  { what: "a key that stands twice", text: changed('"name": "First"', '"name": "First", "name": "Second"'), says: /line \d+, column \d+: The key tasks\[0\]\.name stands twice/ },
  {
    what: "ids that clash",
    text: plan({ tasks: [task("t-1", "First"), task("t-1", "Second")] }).text,
    says: /At tasks \(line \d+, column \d+\): The id t-1 stands twice/,
  },
  {
    what: "a score out of range",
    text: plan({ risks: [risk(1, "Late", { current: { probability: 2, impact: 9 } })] }).text,
    says: /At risks\[0\]\.current\.impact \(line \d+, column \d+\): 9 is outside the scale from 1 to 6/,
  },
  {
    what: "a date that does not exist",
    text: plan({ tasks: [task("t-1", "First", { plannedFinish: "2027-02-30" })] }).text,
    says: /At tasks\[0\]\.plannedFinish \(line \d+, column \d+\): 2027-02-30 does not exist in the calendar/,
  },
  { what: "a newer format", text: changed('"schemaVersion": 1', '"schemaVersion": 2'), says: /At schemaVersion: This file was written by a newer Trialwright \(format 2/ },
  { what: "a format without its version", text: changed('"schemaVersion": 1,', ""), says: /At schemaVersion: The version of the format is missing/ },
];
