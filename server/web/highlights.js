/**
 * The few things worth showing of what was read from a document. Pure.
 */

/** @typedef {{label: string, words: string[], tags?: boolean}} Line */

const SHOWN = 8;
const JOBS_SHOWN = 3;
const TEXT_CHARS = 90;

/**
 * @param {any} document as the server answers to `/parse`
 * @returns {Line[]} without those of which nothing was found; one that says so when nothing was
 */
export function highlights({ doc_type, parsed_json: found }) {
  if (doc_type === "company_notes")
    return [{ label: "Kept", words: ["Questions about the company draw on it."] }];
  const lines = doc_type === "resume" ? ofResume(found ?? {}) : ofJob(found ?? {});
  const full = lines.filter((line) => line.words.length > 0);
  return full.length > 0
    ? full
    : [{ label: "Read", words: ["The text is kept, but nothing stands out in it."] }];
}

/** @param {any} found @returns {Line[]} */
function ofResume({ work_history = [], skills = [], metrics = [], gaps = [] }) {
  return [
    {
      label: "Experience",
      words: work_history
        .slice(0, JOBS_SHOWN)
        .map((/** @type {any} */ job) =>
          [job.title?.text, job.employer?.text].filter(Boolean).join(", "),
        ),
    },
    { label: "Skills", words: names(skills), tags: true },
    { label: "Figures", words: unique(metrics.map((/** @type {any} */ one) => one.claim?.text)) },
    {
      label: "Gaps",
      words: gaps.map((/** @type {any} */ gap) => `${gap.months} months after ${gap.after}`),
    },
  ].map(bounded);
}

/** @param {any} found @returns {Line[]} */
function ofJob({ responsibilities = [], must_have = [], nice_to_have = [], keywords = [] }) {
  const texts = (/** @type {any[]} */ items) => items.map((item) => item.text);
  return [
    { label: "You would", words: texts(responsibilities).slice(0, JOBS_SHOWN) },
    { label: "Must have", words: texts(must_have) },
    { label: "Nice to have", words: texts(nice_to_have).slice(0, JOBS_SHOWN) },
    { label: "Keywords", words: names(keywords), tags: true },
  ].map(bounded);
}

/** @param {any[]} items */
const names = (items) => unique(items.map((item) => item.name)).slice(0, SHOWN);

/** @param {any[]} values @returns {string[]} */
const unique = (values) => [...new Set(values.filter(Boolean))];

/** @param {Line} line @returns {Line} */
function bounded({ label, words, tags }) {
  const limit = tags ? SHOWN : JOBS_SHOWN + 1;
  return { label, tags, words: words.slice(0, limit).map(short) };
}

/** @param {string} text */
const short = (text) =>
  text.length > TEXT_CHARS ? `${text.slice(0, TEXT_CHARS).replace(/\s+\S*$/, "")}…` : text;
