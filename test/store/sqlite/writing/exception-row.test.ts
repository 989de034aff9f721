import { expect, it } from 'vitest';
import { NO_EVENT, type OopsException } from '../../../../src/oops/oops.js';
import {
  type ExceptionRow,
  exceptionFromRow,
  SELECT_EXCEPTION,
} from '../../../../src/store/sqlite/writing/exception-row.js';
import { databaseOf, newOops } from '../../../support/sample-oops.js';

const { clockOffset: _, ...PLAIN } = NO_EVENT;

const exceptions: OopsException[] = [
  { ...PLAIN, type: null, value: null },
  { ...PLAIN, type: 'E', value: null },
  { ...PLAIN, type: 'E', value: 'v' },
  { ...PLAIN, type: 'E', value: 'v', isEvent: true },
  { ...PLAIN, type: 'E', value: 'v', isEvent: true, fingerprint: [] },
  { ...PLAIN, type: 'E', value: 'v', isEvent: true, fingerprint: ['a"b', 'c'] },
  { ...PLAIN, type: 'E', value: 'v', isEvent: true, causes: [{ type: null, value: 'w' }] },
  {
    ...PLAIN,
    ...{ type: 'E', value: 'v', isEvent: true },
    causes: [
      { type: 'F', value: 'w' },
      { type: 'G', value: null },
    ],
  },
];

it('gives each exception back as it was stored, each once', () => {
  const db = databaseOf(
    [...exceptions, ...exceptions].map((exception, index) => newOops(`OOPS-1A${index}`, exception)),
  );
  const rows = db.prepare(`${SELECT_EXCEPTION} ORDER BY e.id`).all() as ExceptionRow[];
  expect(rows.map(exceptionFromRow)).toEqual(exceptions);
  const [last] = db
    .prepare(`${SELECT_EXCEPTION} WHERE e.causes_id IS NOT NULL ORDER BY e.id DESC`)
    .all() as ExceptionRow[];
  expect(last?.id).toBe(exceptions.length);
});
