import { attributeOops, type FoundOops, type OopsAttribution } from '../../evidence/find-oops.js';
import type { Knowledge } from '../../evidence/knowledge.js';
import type { RereadReport } from '../../evidence/reread-report.js';
import {
  longestStatements,
  mostExpensiveStatement,
  repeatedStatements,
} from '../../oops/statement-summary.js';
import { formatInstant } from '../../time/instant.js';
import type { DetailedAttribution, OopsDetail, OopsRecord } from './oops-detail.js';

/** Gathers everything about one OOPS: what the database knows, and what only its original file has. */
export function buildOopsDetail(knowledge: Knowledge, found: FoundOops, reread: RereadReport): OopsDetail {
  const { stored, paths } = found;
  const { report } = reread;
  const record = buildOopsRecord(found, reread);
  return {
    ...record,
    attribution: describeAttribution(attributeOops(knowledge, stored)),
    copies: paths.filter((copy) => copy !== record.path),
    bug: stored.bug,
    repeatedStatements: report ? repeatedStatements(report.timeline) : [],
    longestStatements: report ? longestStatements(report.timeline) : [],
    fileRemark: report ? null : reread.reason,
  };
}

/** The OOPS alone: what the database knows, and what only its original file has. */
export function buildOopsRecord({ stored, paths }: FoundOops, reread: RereadReport): OopsRecord {
  const { oops } = stored;
  const { report } = reread;
  return {
    id: oops.id,
    time: formatInstant(stored.time),
    timeSource: stored.timeSource,
    reporter: oops.reporter ?? stored.system,
    system: stored.system,
    type: oops.type,
    value: report?.value ?? oops.value,
    signature: stored.signature,
    topic: oops.topic,
    url: oops.url,
    method: oops.method,
    userAgent: oops.userAgent,
    isBot: stored.isBot,
    referrer: oops.referrer,
    isLocalReferrer: stored.isLocalReferrer,
    username: oops.username,
    durationSeconds: report?.durationSeconds ?? oops.durationSeconds,
    totalMilliseconds: oops.totalMilliseconds,
    statementsCount: oops.statementsCount,
    mostExpensiveStatement:
      oops.mostExpensiveStatement ?? (report && mostExpensiveStatement(report.timeline)),
    informational: oops.informational,
    branchNick: oops.branchNick,
    revno: oops.revno,
    hostname: oops.hostname,
    classification: stored.class,
    path: report ? reread.path : (paths[0] ?? null),
    requestVariables: report ? Object.fromEntries(report.requestVariables) : null,
    timeline: report
      ? report.timeline.map(({ start, end, category, detail, backtrace }) => ({
          ...{ start, end, category, detail },
          ...(backtrace === undefined ? {} : { backtrace }),
        }))
      : null,
    extra: report?.extra ?? null,
    traceback: report?.traceback ?? oops.traceback,
    lastOops: oops.lastOops,
    arrivedAt: formatInstant(stored.arrivedAt),
  };
}

/** The attribution as JSON carries it; null when no window has the OOPS. */
export function describeAttribution({ claims, disposition }: OopsAttribution): DetailedAttribution | null {
  const [claim] = claims;
  if (!claim || disposition === null) return null;
  const { outage, phase } = claim.window;
  return { outage, phase, relation: claim.relation, disposition };
}
