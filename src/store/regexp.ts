import type { Db } from './open-database.js';

/** Gives the connection `regexp(pattern, value)`, which is also `value REGEXP pattern`; unknown values give NULL. */
export function addRegexp(db: Db): void {
  const compiled = new Map<unknown, RegExp>();
  db.function('regexp', { deterministic: true }, (pattern: unknown, value: unknown) => {
    let expression = compiled.get(pattern);
    if (!expression) {
      expression = new RegExp(String(pattern));
      compiled.set(pattern, expression);
    }
    return value === null ? null : Number(expression.test(String(value)));
  });
}
