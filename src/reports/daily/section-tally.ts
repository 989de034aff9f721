import { remember } from '../../evidence/remember.js';
import type { Lookups } from '../../store/lookups.js';
import type { OopsFact } from '../../store/oops-facts.js';
import { CountedOopses } from './counted-oopses.js';
import type { SectionSpec } from './sections.js';

/** How many ids are kept of each URL. */
const IDS_KEPT = 10;

/** What a section counts together while the OOPSes go by. Everything that repeats is an id of the store. */
export interface GroupTally {
  /** Of a group by statement, else null. */
  readonly statementId: number | null;
  readonly signatureIds: Set<number>;
  count: number;
  botCount: number;
  localReferrerCount: number;
  /** How many OOPSes each method has. */
  readonly methods: Map<number, number>;
  /** By referrer, where the section asks for it. */
  readonly referrers: Map<number, CountedOopses>;
  readonly urls: Map<number | null, UrlTally>;
}

/** The OOPSes of a URL in a group. */
class UrlTally extends CountedOopses {
  /** The topic of the first OOPS that has one, and which that is. */
  topicId: number | null;
  topicAt: number;
  topicSeq: number;

  constructor(fact: OopsFact) {
    super(fact);
    this.topicId = fact.topicId;
    this.topicAt = fact.time;
    this.topicSeq = fact.seq;
  }

  addFact(fact: OopsFact, lookups: Lookups): void {
    this.add(fact, IDS_KEPT, lookups);
    if (fact.topicId === null) return;
    const known = { time: this.topicAt, seq: this.topicSeq };
    if (this.topicId !== null && lookups.compareFacts(fact, known) > 0) return;
    this.topicId = fact.topicId;
    this.topicAt = fact.time;
    this.topicSeq = fact.seq;
  }
}

/** One section while the OOPSes go by. */
export interface SectionTally {
  readonly spec: SectionSpec;
  readonly groups: ReadonlyMap<number | string, GroupTally>;
  /** What it lists, and what it leaves out because no local page led to it. */
  readonly counts: { listed: number; unlisted: number };
  add(fact: OopsFact): void;
}

/** Opens a section. OOPSes may be added in any order. */
export function createSectionTally(spec: SectionSpec, lookups: Lookups): SectionTally {
  const groups = new Map<number | string, GroupTally>();
  const counts = { listed: 0, unlisted: 0 };
  const typeOf = remember((signatureId: number) => lookups.signatureById(signatureId).type);

  /** Statements are counted by exception type; what names none is counted by signature. */
  function keyOf({ signatureId, statementId }: OopsFact): number | string {
    if (spec.groupedBy === 'signature' || statementId === null) return signatureId;
    return `${statementId} ${typeOf(signatureId)}`;
  }

  return {
    spec,
    groups,
    counts,
    add(fact) {
      if (spec.localReferrersOnly && !fact.isLocalReferrer) {
        counts.unlisted += 1;
        return;
      }
      counts.listed += 1;
      const key = keyOf(fact);
      let group = groups.get(key);
      if (!group) {
        group = emptyGroup(typeof key === 'string' ? fact.statementId : null);
        groups.set(key, group);
      }
      addToGroup(group, fact, lookups);
      if (spec.localReferrersOnly && fact.referrerId !== null)
        addReferrer(group, fact.referrerId, fact, lookups);
    },
  };
}

function emptyGroup(statementId: number | null): GroupTally {
  return {
    statementId,
    signatureIds: new Set(),
    count: 0,
    botCount: 0,
    localReferrerCount: 0,
    methods: new Map(),
    referrers: new Map(),
    urls: new Map(),
  };
}

function addToGroup(group: GroupTally, fact: OopsFact, lookups: Lookups): void {
  group.signatureIds.add(fact.signatureId);
  group.count += 1;
  if (fact.isBot) group.botCount += 1;
  if (fact.isLocalReferrer) group.localReferrerCount += 1;
  if (fact.methodId !== null) increment(group.methods, fact.methodId);
  const url = group.urls.get(fact.urlId);
  if (url) url.addFact(fact, lookups);
  else group.urls.set(fact.urlId, new UrlTally(fact));
}

function addReferrer({ referrers }: GroupTally, referrerId: number, fact: OopsFact, lookups: Lookups): void {
  const referrer = referrers.get(referrerId);
  if (referrer) referrer.add(fact, 1, lookups);
  else referrers.set(referrerId, new CountedOopses(fact));
}

function increment(counts: Map<number, number>, id: number): void {
  counts.set(id, (counts.get(id) ?? 0) + 1);
}
