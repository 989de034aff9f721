import type { KeySource } from '../../../questions/keys.js';
import type { OopsColumn } from '../../../questions/sql/views.js';
import { BLOCK_SIZE, type NumberedBlock } from '../blocks/fact-block.js';
import {
  BOT,
  type FactBlock,
  type FactColumn,
  INFORMATIONAL,
  LOCAL_REFERRER,
} from '../blocks/fact-columns.js';
import type { Db } from '../db.js';

/** A block with what was asked for of it. */
export type AnyBlock = NumberedBlock<FactColumn>;

/**
 * A column of the view `oops` as blocks know it: a number for each OOPS, which is mostly the id of what the column shows,
 * and the SQL that leads from the numbers to the column.
 */
export interface BlockColumn {
  /** What is read of a block for it. */
  readonly facts: readonly FactColumn[];
  /** The number of each OOPS of a block. */
  readonly numbersOf: (block: AnyBlock, kindsOf: KindsOf) => ArrayLike<number>;
  /** A SELECT of `number` and the column: of all numbers that there are, or of the JSON list `@numbers`. */
  readonly sql: string;
  /** The SELECT is of `@numbers`, since there are so many that only those that occur are to be asked for. */
  readonly isAskedFor: boolean;
  /** The numbers are ids of texts, so that each has another value. */
  readonly isText: boolean;
}

const REPORTER = 'SELECT id AS number, name AS reporter, system FROM reporter';
const EXCEPTION = `
  SELECT e.id AS number, t.value AS type, v.value AS value
  FROM exception e LEFT JOIN text t ON t.id = e.type_id LEFT JOIN text v ON v.id = e.value_id`;
const SIGNATURE = `
  SELECT s.id AS number, s.id AS signature_id, t.value AS signature_type, v.value AS signature_value
  FROM stored_signature s LEFT JOIN text t ON t.id = s.type_id LEFT JOIN text v ON v.id = s.value_id`;
const CLASS = 'SELECT id AS number, counted_as AS class FROM class';
const KIND = 'SELECT number, outage, phase, relation, disposition, is_suppressed FROM temp.attribution_kind';

/** The columns of the view that blocks know. The others are in the rows alone. */
export const BLOCK_COLUMNS: Readonly<Partial<Record<KeySource, BlockColumn>>> = {
  minute: {
    facts: ['time'],
    numbersOf: ({ time }) => time.map((at) => Math.floor(at / 60_000)),
    sql: 'SELECT value AS number, value * 60000 AS time_ms FROM json_each(@numbers)',
    isAskedFor: true,
    isText: false,
  },
  time_ms: value('time', 'time_ms', 'value'),
  reporter: oneOf('reporter_id', REPORTER),
  system: oneOf('reporter_id', REPORTER),
  type: oneOf('exception_id', EXCEPTION),
  value: oneOf('exception_id', EXCEPTION),
  signature_id: oneOf('signature_id', SIGNATURE),
  signature_type: oneOf('signature_id', SIGNATURE),
  signature_value: oneOf('signature_id', SIGNATURE),
  class: oneOf('class_id', CLASS),
  topic: text('topic_id', 'topic'),
  url: text('url_id', 'url'),
  method: text('method_id', 'method'),
  referrer: text('referrer_id', 'referrer'),
  username: text('username_id', 'username'),
  statement: text('statement_id', 'statement'),
  user_agent: text('user_agent_id', 'user_agent'),
  branch: text('branch_id', 'branch'),
  revno: text('revno_id', 'revno'),
  hostname: text('hostname_id', 'hostname'),
  is_bot: flag(BOT, 'is_bot'),
  is_local_referrer: flag(LOCAL_REFERRER, 'is_local_referrer'),
  informational: flag(INFORMATIONAL, 'informational'),
  duration_seconds: value('duration_ms', 'duration_seconds', 'value / 1000.0'),
  statements_count: value('statements_count', 'statements_count', 'value'),
  outage: attribution(),
  phase: attribution(),
  relation: attribution(),
  disposition: attribution(),
  is_suppressed: attribution(),
};

/** One of what a table of moderate size holds. */
function oneOf(fact: FactColumn, sql: string): BlockColumn {
  return { ...read(fact), sql, isAskedFor: false, isText: false };
}

/** One of the texts, each of which is stored once; 0 is none. */
function text(fact: FactColumn, column: OopsColumn): BlockColumn {
  const sql = `
    SELECT n.value AS number, t.value AS ${column} FROM json_each(@numbers) n LEFT JOIN text t ON t.id = n.value`;
  return { ...read(fact), sql, isAskedFor: true, isText: true };
}

/** The number itself. */
function value(fact: FactColumn, column: OopsColumn, expression: string): BlockColumn {
  const sql = `SELECT value AS number, ${expression} AS ${column} FROM json_each(@numbers)`;
  return { ...read(fact), sql, isAskedFor: true, isText: false };
}

function flag(bit: number, column: OopsColumn): BlockColumn {
  return {
    facts: ['flags'],
    numbersOf: ({ flags }) => flags.map((of) => of & bit),
    sql: `SELECT value AS number, value > 0 AS ${column} FROM json_each(@numbers)`,
    isAskedFor: true,
    isText: false,
  };
}

function attribution(): BlockColumn {
  return {
    facts: ['place'],
    numbersOf: ({ number, place }, kindsOf) => {
      const kinds = kindsOf(number);
      return Int32Array.from(place).map((of) => kinds[of] as number);
    },
    sql: KIND,
    isAskedFor: false,
    isText: false,
  };
}

function read(fact: FactColumn): Pick<BlockColumn, 'facts' | 'numbersOf'> {
  return { facts: [fact], numbersOf: (block: FactBlock<FactColumn>) => block[fact] };
}

/** Whether a column says how an OOPS belongs to an outage. */
export function isOfAttribution(column: OopsColumn): boolean {
  return BLOCK_COLUMNS[column]?.sql === KIND;
}

/** Which kind of attribution each of a block's numbers has; 0 for none. */
export type KindsOf = (block: number) => ArrayLike<number>;

/** The kinds of a block none of whose OOPSes belongs to an outage. */
export const NO_KINDS: ArrayLike<number> = new Int32Array(BLOCK_SIZE);

/**
 * Numbers the different ways in which OOPSes belong to outages, of which there are few, and leaves them in
 * `temp.attribution_kind`; 0 is that of an OOPS that belongs to none. Returns which kind each OOPS has.
 */
export function numberAttributionKinds(db: Db): KindsOf {
  db.exec(`
    CREATE TEMP TABLE IF NOT EXISTS attribution_kind (
      number INTEGER PRIMARY KEY, outage TEXT, phase TEXT, relation TEXT, disposition TEXT, is_suppressed INTEGER NOT NULL
    ) STRICT;
    DELETE FROM temp.attribution_kind;
    INSERT INTO temp.attribution_kind (number, is_suppressed) VALUES (0, 0)`);
  const add = db.prepare('INSERT INTO temp.attribution_kind VALUES (?, ?, ?, ?, ?, ?)');
  const blocks = new Map<number, Int32Array>();
  // One text of numbers a kind is read three times as fast as a row an OOPS.
  const found = db
    .prepare(
      `SELECT outage, phase, relation, disposition, is_suppressed, json_group_array(oops)
       FROM stored_attribution GROUP BY 1, 2, 3, 4, 5`,
    )
    .raw()
    .all() as [...kind: (string | number)[], oopses: string][];
  found.forEach((row, place) => {
    add.run(place + 1, ...row.slice(0, -1));
    for (const seq of JSON.parse(String(row.at(-1))) as number[]) {
      const number = Math.floor((seq - 1) / BLOCK_SIZE);
      const kinds = blocks.get(number) ?? new Int32Array(BLOCK_SIZE);
      blocks.set(number, kinds);
      kinds[(seq - 1) % BLOCK_SIZE] = place + 1;
    }
  });
  return (block) => blocks.get(block) ?? NO_KINDS;
}
