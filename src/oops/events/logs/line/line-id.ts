import { parseOopsId } from '../../../oops-id.js';
import type { LogLine } from './log-line.js';

/** What tells a report from all others: an id, or, where that is '', a content to make one from; null is the whole line. */
interface LineId {
  readonly id: string;
  readonly content: string | null;
}

/**
 * Takes the id of a line. A UUID, or an id of an OOPS, is one as it stands; another id is the writer's own and may be another's
 * too, so that it counts together with the reporter.
 *
 * @example
 * takeId(openLine({ 'event.id': '8A4F500D-0c3a-4f6b-9a53-1d1f0b3f7a10' }), ['event.id'], 'shop', null).id;
 * // 'OOPS-8a4f500d0c3a4f6b9a531d1f0b3f7a10'
 */
export function takeId(
  line: LogLine,
  paths: readonly string[],
  reporter: string | null,
  around: string | null,
): LineId {
  const id = line.text(paths)?.trim();
  if (id === undefined) return { id: '', content: around };
  const hex = UUID.test(id) ? id.replaceAll('-', '') : id;
  const parsed = parseOopsId(hex);
  if (parsed?.kind === 'hash') return { id: `OOPS-${parsed.hash}`, content: null };
  if (parsed !== null && /^OOPS-/i.test(id)) return { id, content: null };
  return { id: '', content: JSON.stringify([reporter, id]) };
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
