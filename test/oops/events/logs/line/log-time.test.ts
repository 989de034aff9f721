import { describe, expect, it } from 'vitest';
import { readLogTime } from '../../../../../src/oops/events/logs/line/log-time.js';
import type { DocumentValue } from '../../../../../src/oops/formats/document-value.js';

const AT = Date.UTC(2026, 10, 27, 13, 17, 50, 261);

describe('readLogTime', () => {
  it.each<[string, DocumentValue]>([
    ['seconds with a fraction, of zap', 1795785470.2619],
    ['milliseconds, of pino', 1795785470261],
    ['microseconds as text, of the journal', '1795785470261456'],
    ['nanoseconds', 1795785470261456000],
    ['nanoseconds as text', '1795785470261456789'],
    ['nanoseconds of BSON or a careful reader', 1795785470261456789n],
    ['ISO 8601', '2026-11-27T13:17:50.261Z'],
    ['RFC 3339 with nanoseconds, of slog', '2026-11-27T14:17:50.261456789+01:00'],
    ['an offset without a colon, of zap', '2026-11-27T13:17:50.261+0000'],
    ['a comma, of Python', '2026-11-27 13:17:50,261'],
    ['an instant of log4j2', { epochSecond: 1795785470, nanoOfSecond: 261456000 }],
    ['a timestamp of Google Cloud', { seconds: '1795785470', nanos: 261456000 }],
    ['a date of BSON', new Date(AT)],
  ])('reads %s', (_, value) => {
    expect(readLogTime(value)).toBe(AT);
  });

  it.each<[DocumentValue]>([
    ['noon'],
    [''],
    [12],
    ['0'],
    [-1795785470],
    [99_999_999],
    [1e300],
    [true],
    [null],
    [[1795785470]],
    [{}],
    [{ epochSecond: 1795785470261 }],
    [new Date(Number.NaN)],
  ])('reads no time in %j', (value) => {
    expect(readLogTime(value)).toBeNull();
  });

  it.each([
    [1e8, 1e11],
    [1e11, 1e11],
    [1e14, 1e11],
    [1e17, 1e11],
    [99_999_999_999, 99_999_999_999_000],
  ])('counts %d in the unit in which it lies near today', (number, at) => {
    expect(readLogTime(number)).toBe(at);
  });
});
