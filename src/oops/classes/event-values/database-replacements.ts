import type { ExplainedReplacement } from './explained-replacement.js';

const reason = 'the database quotes the data that it refused';

/**
 * What databases quote of a statement's data. Names of tables, columns, types and constraints stay, for they tell what is
 * wrong. Quoted data is looked for in 500 characters at most, so that a hostile text is read in linear time.
 * Sources: src/backend of PostgreSQL, share/messages_to_clients.txt of MySQL, the messages of SQL Server, of MongoDB's
 * E11000, and of Python's own conversions, which frameworks pass on.
 */
export const DATABASE_REPLACEMENTS: readonly ExplainedReplacement[] = [
  // Key (email)=(a@b.c) already exists.
  {
    pattern:
      /(\bKey \([^()]{1,200}\)=)\(.{0,500}?\)(?= (?:already exists|is not present|is still referenced|conflicts with|is duplicated))/gs,
    replacement: '$1($STRING)',
    reason,
  },
  // Failing row contains (4711, Bob, null).
  { pattern: /(\bFailing row contains) \(.*/gs, replacement: '$1 ($STRING)', reason },
  // invalid input syntax for type integer: "abc"; invalid input value for enum colour: "purple"
  {
    pattern:
      /(\b(?:invalid input syntax for [\w ]{1,60}|invalid input value for enum [\w."]{1,100}|date\/time field value out of range|invalid literal for int\(\) with base \d{1,2}|could not convert string to float|invalid byte sequence for encoding "[\w-]{1,20}"): )(?:"[^"]{0,500}"|'[^']{0,500}'|\$ADDRESS[^\n]{0,100})/g,
    replacement: '$1$STRING',
    reason,
  },
  // value "99999999999" is out of range for type integer
  { pattern: /(\bvalue )"[^"]{0,500}"(?= is out of range)/g, replacement: '$1$STRING', reason },
  // Duplicate entry 'a@b.c' for key 'users.email'
  {
    pattern: /(\bDuplicate entry )'.{0,500}?'(?= for key\b)/gs,
    replacement: '$1$STRING',
    reason,
  },
  // Incorrect integer value: 'abc' for column 'age' at row 1
  {
    pattern:
      /(\b(?:Incorrect|Truncated incorrect|Invalid) \w{1,30} (?:value|character string): )'.{0,500}?'/gs,
    replacement: '$1$STRING',
    reason,
  },
  // The duplicate key value is (a@b.c).
  { pattern: /(\bThe duplicate key value is )\(.{0,500}?\)(?=\.|$)/gs, replacement: '$1($STRING)', reason },
  // dup key: { email: "a@b.c" }
  {
    pattern: /(\bdup key: \{ ?(?:"?[\w.]{0,100}"? ?: )?)[^\n]{0,500}?(?= \}(?!\}))/g,
    replacement: '$1$STRING',
    reason,
  },
];
