import assert from 'node:assert/strict';
import { parseDuration, writeDuration } from '../../build/time/duration.js';
import { formatInstant, parseInstant } from '../../build/time/instant.js';
import { readDay, readMoment } from '../../build/time/moment.js';
import { findTimeOfDay } from '../../build/time/time-of-day.js';
import { readWallTime } from '../../build/time/zone.js';

const NOW = Date.UTC(2026, 0, 1);
const ZONES = ['UTC', 'Europe/Berlin', 'America/St_Johns', 'Pacific/Apia'];

/** Words for a moment, a day or a length, in the zone of the first byte: what is read is a time, and reads back as it was. */
export function times(bytes) {
  const zone = ZONES[(bytes[0] ?? 0) % ZONES.length];
  const text = Buffer.from(bytes).subarray(1).toString();
  const instant = parseInstant(text);
  if (
    instant !== null &&
    Math.abs(instant) < 8.64e15 &&
    new Date(instant).getUTCFullYear() < 10_000 &&
    new Date(instant).getUTCFullYear() >= 0
  )
    assert.equal(parseInstant(formatInstant(instant)), instant);
  const duration = parseDuration(text);
  if (duration !== null) assert.equal(parseDuration(writeDuration(duration)), duration);
  for (const read of [readMoment(text, { now: NOW, zone }), readWallTime(text, zone)]) {
    assert.ok(read === null || typeof read === 'string' || Number.isFinite(read));
  }
  const day = readDay(text, { now: NOW, zone });
  if (day !== null && typeof day === 'object') assert.ok(day.end > day.start);
  findTimeOfDay(text);
}
