import { FILTERS } from '../../../questions/filters.js';
import type { Key } from '../../../questions/keys.js';
import { type Question, selectedColumns } from '../../../questions/question.js';
import type { OopsColumn } from '../../../questions/sql/views.js';
import type { Reading } from '../events/reading.js';
import { type OopsView, readOopsView } from '../views/oops-view.js';
import { conditionOf } from './filter-conditions.js';
import { createParameters } from './parameters.js';
import { textSql } from './text/text-sql.js';

/** The view with the OOPSes alone that a question is about. */
export interface AskedView extends OopsView {
  /** How well each matches the text that is looked for, as SQL. */
  readonly rank: string;
}

/** No moment lies outside: milliseconds of the earliest and the latest that a date can be. */
const LONGEST = 8.64e15;

/** Makes the view for a question: joined with what it has to do with. */
export async function readAskedView(reading: Reading, question: Question): Promise<AskedView> {
  const { filters, from, to, text } = question;
  const interval = { start: from ?? -LONGEST, end: to ?? LONGEST + 1 };
  const hasBound = from !== null || to !== null;
  const wanted = wantedColumns(question);
  const view = await readOopsView(reading, wanted, hasBound ? { interval } : {});
  const { parameters, bind } = createParameters();
  const { columns } = view;
  const found = text ? textSql(text, bind) : null;
  const conditions = [
    view.where,
    ...filters.map((filter) => conditionOf(filter, { reporters: reading.reporters, columns, bind })),
    ...(found ? [found.condition] : []),
  ];
  return {
    ...view,
    where: conditions.join(' AND '),
    rank: found?.rank ?? '1',
    parameters: { ...view.parameters, ...parameters },
  };
}

/** The columns that a question finds, sorts or counts OOPSes by; not what it only shows of them. */
function wantedColumns(question: Question): Set<OopsColumn> {
  const { filters, groupBy, distinct, sort } = question;
  const keys: Key[] = [...(groupBy ?? []), ...distinct];
  if (!groupBy && sort !== null) {
    const sorted = selectedColumns(question).find(
      ({ name }) => name === sort.replace(/^-/, '').toLowerCase(),
    );
    if (sorted?.kind === 'key') keys.push(sorted.key);
  }
  return new Set<OopsColumn>([
    ...filters.map(({ name }) => FILTERS[name].column),
    ...columnsOf(keys),
    ...(groupBy ? (['is_suppressed'] as const) : []),
  ]);
}

/** The columns that keys are made of, as far as they decide what events are joined with. */
export function columnsOf(keys: readonly Key[]): OopsColumn[] {
  return keys.flatMap(({ of }) => (of === 'minute' ? [] : [of]));
}
