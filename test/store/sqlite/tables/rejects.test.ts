import { describe, expect, it } from 'vitest';
import { conflictReason } from '../../../../src/store/loading/conflicts.js';
import type { Reject } from '../../../../src/store/records.js';
import {
  createRejectTable,
  listRejects,
  rejectsIn,
  rejectsOfExport,
  rejectsOfIds,
} from '../../../../src/store/sqlite/tables/rejects.js';
import { AT, databaseOf } from '../../../support/sample-oops.js';

const reject = (directory: string, name: string, line = 0, reason = 'is damaged'): Reject => ({
  ...{ directory, name, line, reason, rejectedAt: AT, size: 1, modifiedAt: AT },
});

function tableOf(...rejects: Reject[]) {
  const db = databaseOf([]);
  const table = createRejectTable(db);
  for (const one of rejects) table.put(one);
  return { db, table };
}

describe('createRejectTable', () => {
  it('keeps the newer reason in place of the older one', () => {
    const newer = { ...reject('/a', '1', 0, 'is empty'), rejectedAt: AT + 1, size: 0 };
    const { db } = tableOf(reject('/a', '1'), newer);
    expect(listRejects(db)).toEqual([newer]);
  });

  it('drops those of files that were read after all, whatever the line', () => {
    const { db, table } = tableOf(
      reject('/a', '1', 3),
      reject('/a', '1', 4),
      reject('/a', '2'),
      reject('/b', '1'),
    );
    table.remove([{ directory: '/a', name: '1' }]);
    expect(listRejects(db)).toEqual([reject('/a', '2'), reject('/b', '1')]);
    table.remove([]);
  });
});

it('lists them by path and line', () => {
  const sorted = [reject('/a', '1', 2), reject('/a', '1', 10), reject('/a', '2'), reject('/b', '1')];
  expect(listRejects(tableOf(...sorted.toReversed()).db)).toEqual(sorted);
});

it('tells files of a folder from rows of an export', () => {
  const { db } = tableOf(
    reject('/a', '1'),
    reject('/a', 'x.csv', 10),
    reject('/a', 'x.csv', 9),
    reject('/b', '2'),
  );
  expect([...rejectsIn(db, '/a').keys()]).toEqual(['1']);
  expect(rejectsOfExport(db, '/a', 'x.csv').map(({ line }) => line)).toEqual([9, 10]);
  expect(rejectsOfExport(db, '/a', '1')).toEqual([]);
});

describe('rejectsOfIds', () => {
  const { db } = tableOf(
    reject('/a', '1', 0, conflictReason('OOPS-1A1', '/a/0')),
    reject('/a', '2', 0, conflictReason('strange: id', '/a/0')),
    reject('/a', '3', 0, 'another reason'),
  );
  const found = (...ids: string[]) => rejectsOfIds(db, new Set(ids)).map(({ name }) => name);

  it('finds those of an id in any case, also of one with a colon', () => {
    expect(found('oops-1a1')).toEqual(['1']);
    expect(found('Strange: ID', 'OOPS-1A1')).toEqual(['1', '2']);
  });

  it('finds nothing for other ids', () => {
    expect(found()).toEqual([]);
    expect(found('OOPS-1A', 'id', '/a/0')).toEqual([]);
  });
});

it('drops the rows of an export behind a line, and leaves those before it', () => {
  const kept = [reject('/a', 'x.log', 1), reject('/a', 'x.log', 2), reject('/a', 'y.log', 9)];
  const { db, table } = tableOf(...kept, reject('/a', 'x.log', 3), reject('/a', 'x.log', 4));
  table.removeRows({ directory: '/a', name: 'x.log' }, 2);
  expect(listRejects(db)).toEqual(kept);
  table.removeRows({ directory: '/a', name: 'x.log' }, -1);
  expect(listRejects(db)).toEqual([reject('/a', 'y.log', 9)]);
});

it('drops what was refused as a whole too, where an export is read anew', () => {
  const { db, table } = tableOf(reject('/a', 'x.log'));
  table.removeRows({ directory: '/a', name: 'x.log' }, 0);
  expect(listRejects(db)).toEqual([reject('/a', 'x.log')]);
  table.removeRows({ directory: '/a', name: 'x.log' }, -1);
  expect(listRejects(db)).toEqual([]);
});
