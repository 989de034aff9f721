/** What means something to one reader or another. */
const WORDS = [
  ...[
    '"',
    "'",
    '\\',
    '\\u0000',
    '\n',
    '\r\n',
    '\t',
    '\0',
    ' ',
    ',',
    ':',
    ';',
    '=',
    '%',
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    '*',
    '-',
    '+',
  ],
  ...[
    'null',
    'true',
    '{}',
    '[]',
    '""',
    '-1',
    '0',
    '1e999',
    '9007199254740993',
    '0x',
    'NaN',
    'Infinity',
    '\ud800',
    '\ufeff',
    'é',
    '\u2028',
  ],
  ...[
    '2026-02-30',
    '24:00',
    'T',
    'Z',
    '+99:99',
    '-0000',
    '1970-01-01T00:00:00Z',
    '9999999999999',
    'P1Y',
    'last ',
    ' ago',
    'DST',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'password=',
    'token":"',
    '://a:b@',
    'Bearer ',
    '-----BEGIN PRIVATE KEY-----',
  ],
  ...[
    '<script>',
    '{{x}}',
    '{x}',
    '\x1b[31m',
    'BEGIN:',
    'END:',
    'RRULE:FREQ=SECONDLY',
    'AND',
    'OR',
    'NOT',
    '&a',
    '*a',
    '!!js',
    '<<: *a',
  ],
];

const EDGES = [0, 1, 2, 4, 5, 0x7f, 0x80, 0xff];

/**
 * Makes a new input of those that are kept: one of them, changed one to eight times.
 *
 * @param {{ below(n: number): number, pick<T>(of: readonly T[]): T }} random
 * @param {readonly Buffer[]} kept
 * @param {number} longest
 * @returns {Buffer}
 */
export function mutate(random, kept, longest) {
  // The newest have had the fewest tries.
  const recent = kept.slice(-Math.ceil(kept.length / 4));
  let bytes = Buffer.from(random.pick(random.below(2) === 0 ? recent : kept));
  for (let times = 1 + random.below(8); times > 0; times--) bytes = random.pick(CHANGES)(random, bytes, kept);
  return bytes.subarray(0, longest);
}

/** A stretch of an input, of which most are short. */
function stretch(random, { length }) {
  const start = random.below(length + 1);
  const most = random.below(4) === 0 ? length : 8;
  return [start, Math.min(length, start + random.below(most + 1))];
}

function splice(bytes, start, end, put) {
  return Buffer.concat([bytes.subarray(0, start), put, bytes.subarray(end)]);
}

const CHANGES = [
  function flip(random, bytes) {
    if (bytes.length === 0) return bytes;
    const at = random.below(bytes.length);
    bytes[at] ^= 1 << random.below(8);
    return bytes;
  },
  function setByte(random, bytes) {
    if (bytes.length === 0) return bytes;
    bytes[random.below(bytes.length)] = random.below(2) === 0 ? random.pick(EDGES) : random.below(256);
    return bytes;
  },
  function setNumber(random, bytes) {
    if (bytes.length < 4) return bytes;
    const numbers = [
      0,
      1,
      4,
      5,
      -1,
      2 ** 31 - 1,
      -(2 ** 31),
      bytes.length,
      bytes.length - 1,
      random.below(4096),
    ];
    bytes.writeInt32LE(random.pick(numbers), random.below(bytes.length - 3));
    return bytes;
  },
  (random, bytes) => splice(bytes, ...stretch(random, bytes), Buffer.alloc(0)),
  (random, bytes) => splice(bytes, ...stretch(random, bytes), Buffer.from(random.pick(WORDS))),
  (random, bytes) => {
    const at = random.below(bytes.length + 1);
    return splice(bytes, at, at, Buffer.from(random.pick(WORDS)));
  },
  function repeat(random, bytes) {
    const [start, end] = stretch(random, bytes);
    return splice(
      bytes,
      end,
      end,
      Buffer.concat(Array(1 + random.below(8)).fill(bytes.subarray(start, end))),
    );
  },
  function move(random, bytes) {
    const [start, end] = stretch(random, bytes);
    const at = random.below(bytes.length + 1);
    return splice(bytes, at, at, bytes.subarray(start, end));
  },
  function cross(random, bytes, kept) {
    const other = random.pick(kept);
    const [start, end] = stretch(random, other);
    return splice(bytes, ...stretch(random, bytes), other.subarray(start, end));
  },
];
