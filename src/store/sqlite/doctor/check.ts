import { SqliteError } from 'better-sqlite3';
import type { HealthCheck } from '../../opening/health.js';
import type { Db } from '../db.js';

/** Something that is looked at. */
export interface Check {
  readonly check: string;
  /** Whether it is looked at also where not all rows are to be read. */
  readonly isQuick: boolean;
  /** The schema from which on it can be. */
  readonly since: number;
  readonly look: (db: Db, isQuick: boolean) => Finding;
}

/** What a look at something shows. */
export interface Finding {
  readonly told: string;
  /** All that is wrong. */
  readonly faults?: readonly string[];
  readonly lost?: string;
  readonly advice?: string;
  /** What is wrong is no damage. */
  readonly isRemark?: boolean;
}

/** So many faults are told. */
const MOST = 10;

export const REPAIR = 'Run oops-report doctor --repair.';

/** Looks; what cannot be read for it is damage too. */
export function runCheck({ check, look }: Check, db: Db, isQuick: boolean): HealthCheck {
  const { told, faults = [], lost, advice, isRemark = false } = tryLook(() => look(db, isQuick));
  const isFine = faults.length === 0;
  return {
    check,
    state: isRemark ? 'remark' : isFine ? 'ok' : 'damaged',
    told,
    faults: faults.slice(0, MOST),
    moreFaults: Math.max(0, faults.length - MOST),
    lost: isFine ? null : (lost ?? null),
    advice: isFine && !isRemark ? null : (advice ?? REPAIR),
  };
}

function tryLook(look: () => Finding): Finding {
  try {
    return look();
  } catch (error) {
    if (!isDamage(error)) throw error;
    return { told: 'could not be looked at', faults: [(error as Error).message] };
  }
}

/** What is no fault of the program where rows are read that may be damaged. */
function isDamage(error: unknown): boolean {
  if (error instanceof SqliteError)
    return !/^SQLITE_(BUSY|LOCKED|FULL|IOERR|INTERRUPT|NOMEM)/.test(error.code);
  return error instanceof SyntaxError || error instanceof RangeError || error instanceof TypeError;
}
