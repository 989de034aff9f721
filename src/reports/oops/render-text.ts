import { formatDuration } from '../../time/duration.js';
import { paintMatches } from '../layout/colour.js';
import type { Look } from '../layout/outputs.js';
import { proseOf } from '../layout/prose.js';
import { compileTemplate, type Template } from '../layout/templates.js';
import { toLine } from '../layout/text.js';
import { harmlessLines } from './harmless-lines.js';
import type { DetailedAttribution, OopsDetail } from './oops-detail.js';
import { clockText, nameOf, TIME_SOURCE_WORDS, userText } from './oops-words.js';

/** How many statements each list shows; JSON has all. */
const STATEMENTS_SHOWN = 10;

/** What `templates/oops.text.hbs` shows; every text is ready and harmless. */
interface OopsTextView {
  readonly heading: string;
  readonly facts: readonly string[];
  readonly attribution: string;
  readonly fileRemark: string;
  readonly traceback: readonly string[];
  readonly requestVariables: readonly string[];
  readonly timeline: readonly string[];
  readonly repeatedStatements: readonly string[];
  readonly longestStatements: readonly string[];
}

let template: Template<OopsTextView> | undefined;

/** Lays out everything about one OOPS as text. */
export function renderOopsText(detail: OopsDetail, look: Look): string {
  template ??= compileTemplate<OopsTextView>('oops', 'text');
  const { wrap, hang, bold, alarm, doubt } = proseOf(look);
  const shown: OopsTextView = {
    heading: bold(wrap(`${toLine(detail.id)} ${nameOf(detail)}`)),
    facts: factsOf(detail, look.bugUrl).flatMap(([label, fact]) =>
      fact === null || fact === '' ? [] : [hang(` ${toLine(label).padEnd(11)} `, toLine(fact))],
    ),
    attribution: paintMatches(
      hang(' ', attributionText(detail.attribution)),
      /\bunexpected(?=\s+there\.$)/,
      alarm,
    ),
    fileRemark:
      detail.fileRemark === null
        ? ''
        : doubt(
            hang(
              ' ! ',
              `The original cannot be read: ${toLine(detail.fileRemark)}. This is what the database keeps.`,
            ),
          ),
    traceback: linesOf(detail.traceback ?? ''),
    requestVariables: Object.entries(detail.requestVariables ?? {}).map(([name, value]) =>
      hang(` ${toLine(name)} = `, toLine(value)),
    ),
    timeline: (detail.timeline ?? []).flatMap(({ start, end, category, detail: text, backtrace }) => [
      `${String(start).padStart(7)} ${String(end - start).padStart(6)}  ${toLine(category ?? '-')}  ${toLine(text)}`,
      ...linesOf(backtrace ?? '').map((line) => BACKTRACE_INDENT + line),
    ]),
    repeatedStatements: detail.repeatedStatements
      .slice(0, STATEMENTS_SHOWN)
      .map(({ count, totalMilliseconds, savedMilliseconds, statement }) =>
        hang(`${pad(count)} ${pad(totalMilliseconds)} ${pad(savedMilliseconds)}  `, toLine(statement)),
      ),
    longestStatements: detail.longestStatements
      .slice(0, STATEMENTS_SHOWN)
      .map(({ count, meanMilliseconds, statement }) =>
        hang(`${pad(meanMilliseconds)} ${pad(count)}  `, toLine(statement)),
      ),
  };
  return template(shown, look);
}

function factsOf(detail: OopsDetail, bugUrl: string): [label: string, fact: string | null][] {
  const revision = [detail.branchNick, detail.revno].filter((part) => part !== null).join(' r');
  const request = [detail.method, detail.url].filter((part) => part !== null).join(' ');
  const signature = `${detail.signature.type}: ${detail.signature.value}`;
  return [
    ...detail.causes.map((cause): [string, string] => ['Raised from', nameOf(cause)]),
    ['Time', `${detail.time}${TIME_SOURCE_WORDS[detail.timeSource]}, loaded ${detail.arrivedAt}`],
    [
      'Reporter',
      `${detail.reporter}, of system ${detail.system}${detail.hostname === null ? '' : `, on ${detail.hostname}`}`,
    ],
    ['Clock', clockText(detail.clockOffsetSeconds)],
    ['Counted in', `${detail.classification}${detail.informational ? ', informational' : ''}`],
    ['Signature', signature === nameOf(detail) ? null : signature],
    ['Bug', detail.bug === null ? null : bugUrl.replace('{id}', String(detail.bug))],
    ['Topic', detail.topic],
    ['Request', request],
    ['User', detail.username === null ? null : userText(detail.username)],
    ['Agent', detail.userAgent === null ? null : `${detail.userAgent}${detail.isBot ? ' (a robot)' : ''}`],
    [
      'Referrer',
      detail.referrer === null ? null : `${detail.referrer}${detail.isLocalReferrer ? ' (local)' : ''}`,
    ],
    ['Duration', detail.durationSeconds === null ? null : formatDuration(detail.durationSeconds * 1000)],
    ['Statements', String(detail.statementsCount)],
    ['Costliest', detail.mostExpensiveStatement],
    ['Revision', revision],
    ['Previous', detail.lastOops],
    ['File', detail.path],
    ['Copies', detail.copies.join(', ')],
    ...Object.entries(detail.extra ?? {}).map(([key, value]): [string, string] => [
      key,
      JSON.stringify(value),
    ]),
  ];
}

function attributionText(attribution: DetailedAttribution | null): string {
  if (!attribution)
    return 'It belongs to no outage: the normal reports count it. Ask oops-report why for the reasons.';
  const { outage, phase, relation, disposition } = attribution;
  const when = relation === 'during' ? 'during' : 'just after';
  return `It happened ${when} the ${phase} of outage ${toLine(outage)}, and was ${disposition} there.`;
}

/** Under the category of its row. */
const BACKTRACE_INDENT = ' '.repeat(15);

function linesOf(text: string): string[] {
  return harmlessLines(text).map((line) => ` ${line}`);
}

function pad(amount: number): string {
  return String(Number(amount.toFixed(1))).padStart(8);
}
