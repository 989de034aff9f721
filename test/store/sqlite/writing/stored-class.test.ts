import { expect, it } from 'vitest';
import { OOPS_CLASSES } from '../../../../src/oops/classes/classification-rules.js';
import { nameOfClass } from '../../../../src/store/sqlite/writing/stored-class.js';
import { databaseOf } from '../../../support/sample-oops.js';

it('names classes so that the table takes each name apart again', () => {
  const db = databaseOf([]);
  const add = db.prepare('INSERT INTO class (name) VALUES (?) RETURNING base, counted_as AS class');
  for (const base of OOPS_CLASSES) {
    for (const counted of OOPS_CLASSES) {
      const stored = add.get(nameOfClass({ base, class: counted }));
      expect(stored).toEqual({ base, class: counted });
    }
  }
});
