import fc from 'fast-check';

const word = fc.oneof(
  fc.constantFrom(
    'File',
    '"a.py",',
    'line',
    'in',
    'get',
    'KeyError:',
    '<Thing',
    'at',
    'é',
    'handle_0',
    '٣٤',
    '\u0301',
    '-',
    '>',
    '\n',
  ),
  fc.nat({ max: 99_999 }).map(String),
  fc.bigInt({ min: 0n, max: 2n ** 48n }).map((address) => `0x${address.toString(16)}`),
  fc.uuid(),
  fc.bigInt({ min: 0n, max: 2n ** 60n }).map((number) => number.toString(16)),
  fc.constantFrom(
    'a.py:12',
    'A.java:123)',
    'x.php(7)',
    '0X7F',
    'ABCDEF01',
    '1.5',
    '12é',
    'é12',
    '12-34',
    '1e5',
  ),
);

/** A traceback of the words that can differ from one to the next, and of those that cannot, short and long. */
export const anyTraceback = fc
  .array(fc.tuple(word, fc.constantFrom(' ', ' ', ' ', '=', '', ':', '(', '\n')), { maxLength: 60 })
  .map((words) => words.map(([one, behind]) => one + behind).join(''));
