import assert from 'node:assert/strict';
import { splitEnvelope } from '../../build/receive/http/request/split-envelope.js';

/** An envelope that was sent: its items are pieces of it, in their order. */
export function envelope(bytes) {
  const body = Buffer.from(bytes);
  const { items } = splitEnvelope(body);
  const length = (items ?? []).reduce((sum, { payload }) => sum + payload.length, 0);
  assert.ok(length <= body.length);
}
