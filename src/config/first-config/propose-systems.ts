import { isGlob, matchesGlob } from '../../text/glob.js';
import { UserError } from '../../user-error.js';
import { createSystemMap } from '../system-map.js';

/** A system that a first config could have. */
export interface ProposedSystem {
  /** A name that the config and window logs take. */
  readonly name: string;
  /** Of reporters; `*` matches. */
  readonly patterns: readonly string[];
  /** Those of the reporters that are of it, in the order of their names. */
  readonly reporters: readonly string[];
}

/** What tells one instance of a program from another: ids of pods and containers, UUIDs, numbers. */
const COUNTERS = [
  /(?<=-)[a-z\d]{6,10}-[bcdfghjklmnpqrstvwxz2456789]{5}(?=$|[.@])/gi,
  /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gi,
  /(?<![a-z\d])(?=[a-f]*\d)(?=\d*[a-f])[\da-f]{6,}(?![a-z\d])/gi,
  /\d+/g,
];

/**
 * Which of the reporters that were heard are instances of one program, and so a system: those whose names differ only in
 * numbers and ids, with the one that has none. A reporter alone is a system of its own, and so is one whose name would say
 * nothing without its number: the letters of an old OOPS id, the number of a Sentry project. The patterns give every
 * reporter to exactly the system that has it here.
 *
 * @example
 * proposeSystems(['api', 'worker-1', 'worker-2']);
 * // api: [api], worker: ['worker-*']
 */
export function proposeSystems(reporters: readonly string[]): ProposedSystem[] {
  const names = distinctNames(reporters);
  const byTemplate = Map.groupBy(names, (name) => templateOf(name).toUpperCase());
  const alike = [...byTemplate.values()].filter((members) => members.length > 1);
  const byStem = Map.groupBy(alike, ([first]) => stemOf(first).toUpperCase());
  const grouped = [...byStem].map(([stem, groups]): Draft => {
    const plain = names.filter((name) => name.toUpperCase() === stem);
    const patterns = groups.map(([first]) => templateOf(first ?? ''));
    return {
      stem: stemOf(groups[0]?.[0]),
      patterns: [...plain, ...patterns],
      reporters: [...plain, ...groups.flat()].sort(byName),
    };
  });
  const placed = new Set(grouped.flatMap((draft) => draft.reporters));
  const single = names
    .filter((name) => !placed.has(name))
    .map((name): Draft => ({ stem: name, patterns: [name], reporters: [name] }));
  return nameAll(settle([...grouped, ...single]));
}

/** A system before it has its name. */
interface Draft {
  readonly stem: string;
  readonly patterns: readonly string[];
  readonly reporters: readonly string[];
}

/** Names that the config can hold, each once whatever its case, sorted. */
function distinctNames(reporters: readonly string[]): string[] {
  const byCase = new Map(reporters.toReversed().map((name) => [name.toUpperCase(), name]));
  return [...byCase.values()].filter((name) => name.trim() !== '').sort(byName);
}

/** The name with a `*` for what is of one instance; the name itself where too little would be left. */
function templateOf(name: string): string {
  const marked = COUNTERS.reduce((text, counter) => text.replace(counter, '*'), name);
  const template = marked.replace(/\*(?:[-_.:#/]*\*)+/g, '*');
  return /\p{L}{2}/u.test(template) ? template : name;
}

/** What is left of a name without what is of one instance: `worker` of `worker-1`. */
function stemOf(name = ''): string {
  return templateOf(name)
    .replace(/[-_.:#/]*\*/g, '')
    .replace(/^[-_.:#/]+/, '');
}

/** Has every reporter belong to its own system by the patterns: where those of another are as good, it is named itself. */
function settle(drafts: readonly Draft[]): readonly Draft[] {
  const systemOf = claimantOf(drafts);
  for (const [place, draft] of drafts.entries()) {
    const stray = draft.reporters.find((name) => systemOf(name) !== place);
    if (stray === undefined) continue;
    if (!isGlob(stray)) return settle(drafts.with(place, { ...draft, patterns: [...draft.patterns, stray] }));
    // A name with a star in it is a pattern itself: what it has to do with becomes one system.
    const isRelated = ({ patterns }: Draft) =>
      patterns.some((pattern) => matchesGlob(pattern.toUpperCase(), stray.toUpperCase()));
    const related = drafts.filter((other) => other === draft || isRelated(other));
    const merged: Draft = {
      stem: draft.stem,
      patterns: [...new Set(related.flatMap(({ patterns }) => patterns))],
      reporters: related.flatMap(({ reporters }) => reporters).sort(byName),
    };
    return settle([...drafts.filter((other) => !related.includes(other)), merged]);
  }
  return drafts;
}

/** The place of the draft whose patterns give a reporter to it; undefined where two do. */
function claimantOf(drafts: readonly Draft[]): (reporter: string) => number | undefined {
  const map = createSystemMap(
    drafts.map(({ patterns }, place) => ({
      name: String(place),
      reporters: patterns,
      during: 'fails',
      expectedFailures: null,
    })),
  );
  return (reporter) => {
    try {
      return Number(map.systemOf(reporter));
    } catch (error) {
      if (error instanceof UserError) return undefined;
      throw error;
    }
  };
}

/** Gives each system a name that none has yet, first those that can be called as they are. */
function nameAll(drafts: readonly Draft[]): ProposedSystem[] {
  const taken = new Set<string>();
  const sorted = drafts.toSorted((a, b) => byName(a.stem, b.stem));
  const isPlain = ({ stem }: Draft) => stem === withoutSeparators(stem);
  const ordered = [...sorted.filter(isPlain), ...sorted.filter((draft) => !isPlain(draft))];
  const named = ordered.map(({ stem, patterns, reporters }) => {
    const plain = withoutSeparators(stem);
    let name = plain;
    for (let number = 2; taken.has(name.toUpperCase()); number += 1) name = `${plain}-${number}`;
    taken.add(name.toUpperCase());
    return { name, patterns, reporters };
  });
  return named.sort((a, b) => byName(a.name, b.name));
}

/** A name without what separates names in a window log, and what nobody can see. */
function withoutSeparators(stem: string): string {
  return stem.replace(/[\s;,*?\p{C}]+/gu, '-').replace(/^-+|-+$/g, '') || 'unnamed';
}

/** Numbers by their size, so that worker-2 is before worker-10; the same wherever the program runs. */
function byName(a: string, b: string): number {
  return ORDER.compare(a, b) || (a < b ? -1 : Number(a > b));
}

const ORDER = new Intl.Collator('en', { numeric: true });
