import type { OopsClass } from '../../../oops/classes/classification-rules.js';
import type { SummaryKind } from '../../../oops/oops.js';
import type { SummaryQuestion } from '../../questions/summary.js';
import { createCountedAs } from '../classes/class-in-kind.js';
import type { Parameters } from '../connecting/connection.js';
import { intervalCondition } from '../events/interval-condition.js';
import type { Reading } from '../events/reading.js';
import { leftOutCondition } from './left-out-condition.js';

/** The OOPSes of a summary, as each of its questions reads them. */
export interface SummaryRows {
  readonly reading: Reading;
  readonly question: SummaryQuestion;
  /** What stands behind WHERE. */
  readonly where: string;
  /** The place of a row's section in the question, as SQL. */
  readonly section: string;
  /** Whether a row is listed in its section: in some only those are to which one of our own pages led. */
  readonly isListed: string;
  /** The statement by which a row is grouped, as SQL; null: by its signature. */
  readonly statement: string;
  readonly parameters: Parameters;
}

/** Finds in which section each row is: by its class, type and the kind of its reporter, of which there are few. */
export async function placeRows(reading: Reading, question: SummaryQuestion): Promise<SummaryRows> {
  const { alive, columns, connection, from, parameters: ownParameters, reporterKeys } = reading;
  const { interval, leftOut, reporters, sections } = question;
  const within = intervalCondition(interval);
  const keys = reporterKeys(reporters);
  const isKept = leftOutCondition(reading, leftOut);
  const where = `${alive} AND ${within.sql} AND reporter IN {reporters:Array(String)} AND ${isKept.sql}`;
  const kind = 'transform(reporter, {reporters:Array(String)}, {kinds:Array(String)}, {none:String})';
  const key = `concat(${columns.baseClass}, '\\n', ${kind}, '\\n', if(isNull(type), '', concat(':', type)))`;
  const parameters = {
    ...{ ...ownParameters, ...within.parameters, ...isKept.parameters },
    ...{ reporters: keys, kinds: keys.map(reading.kindOf), none: 'generic' },
  };
  const found = await connection.rows<
    [key: string, base: OopsClass, type: string | null, kind: SummaryKind, reporter: string]
  >(
    `SELECT ${key} AS section_key, any(${columns.baseClass}), any(type), any(${kind}), any(reporter)
     FROM ${from} WHERE ${where} GROUP BY section_key`,
    parameters,
  );
  const countedAs = createCountedAs(reading);
  const placeOf = createPlaces(question);
  const places = found.map(([, base, type, , reporter]) =>
    placeOf(base, countedAs(base, type, reporter), type),
  );
  const numbersOf = (isWanted: (section: (typeof sections)[number]) => boolean) =>
    sections.flatMap((section, place) => (isWanted(section) ? [place] : []));
  const section = `transform(${key}, {section_keys:Array(String)}, {section_places:Array(Int32)}, -1)`;
  return {
    ...{ reading, question, where, section },
    isListed: `(NOT has({local_only:Array(Int32)}, ${section}) OR ${columns.isLocalReferrer})`,
    statement: `if(has({by_statement:Array(Int32)}, ${section}), statement, NULL)`,
    parameters: {
      ...parameters,
      section_keys: found.map(([text]) => text),
      section_places: places,
      local_only: numbersOf(({ localReferrersOnly }) => localReferrersOnly),
      by_statement: numbersOf(({ groupedBy }) => groupedBy === 'statement'),
    },
  };
}

/** Makes what finds the section of a class and type. */
function createPlaces({ sections }: SummaryQuestion) {
  const keyOf = (base: OopsClass, counted: OopsClass, type: string | null) =>
    JSON.stringify([base, counted, type]);
  const places = new Map(
    sections.flatMap(({ holds }, place) =>
      holds.map((held) => [keyOf(held.base, held.class, held.type), place] as const),
    ),
  );
  return (base: OopsClass, counted: OopsClass, type: string | null): number => {
    const place = places.get(keyOf(base, counted, type));
    if (place === undefined) throw new Error(`no section of the summary holds ${counted}`);
    return place;
  };
}
