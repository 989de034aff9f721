// The results as text for a terminal, and as Markdown for docs/concepts.md.

/** @typedef {import('./score.js').Line} Line */

/** The first line of the terminal's table; `-` stands below it where a line can have no such outage. */
export const HEADING = formatCells('ROW', 'SERVICES', 'ASKED AFTER', 'N', 'GREEN', 'ALARM', 'FOUND', 'AIMS');

/**
 * One line a row, variant and time of asking, with the aims that it is held to.
 *
 * @param {Line} line
 */
export function formatLine({ row, variant, asked, score, aims }) {
  const { outages, falseGreen, falseAlarm, found } = score;
  const counts = [falseGreen, falseAlarm, found].map((count) => percent(count / outages));
  if (row.isWell) counts[0] = '-';
  if (!row.isWell && variant.systems === 1) counts[1] = '-';
  return formatCells(row.id, variant.name, asked, String(outages), ...counts, formatAims(aims));
}

/** @param {string[]} cells */
function formatCells(...cells) {
  const [id, services, asked, outages, green, alarm, found, aims] = cells;
  const start = `${id.padEnd(20)}${services.padEnd(42)}${asked.padEnd(12)}${outages.padStart(5)}`;
  return `${start}${green.padStart(7)}${alarm.padStart(7)}${found.padStart(7)}  ${aims}`.trimEnd();
}

/** @param {Line['aims']} aims */
function formatAims(aims) {
  if (aims.length === 0) return 'no aim';
  const off = aims.filter(({ outcome }) => outcome !== 'met');
  if (off.length === 0) return 'met';
  return off
    .map(({ name, outcome, pValue }) =>
      outcome === 'missed'
        ? `MISSED ${name} (p = ${pValue.toPrecision(2)})`
        : `${name} above, may be chance (p = ${pValue.toPrecision(2)})`,
    )
    .join(', ');
}

/**
 * One line a row and time of asking, for people: the lowest and the highest of its variants.
 *
 * @param {readonly Line[]} lines
 */
export function formatMarkdown(lines) {
  const groups = Map.groupBy(lines, ({ row, asked }) => `${row.id}/${asked}`);
  const rows = [...groups.values()].map((group) => {
    const [{ row, asked }] = group;
    const outages = group.reduce((sum, { score }) => sum + score.outages, 0);
    const range = (/** @type {'falseGreen' | 'falseAlarm' | 'found'} */ what) => {
      const shares = group.map(({ score }) => score[what] / score.outages);
      const [least, most] = [Math.min(...shares), Math.max(...shares)].map(percent);
      return least === most ? least : `${least} – ${most}`;
    };
    const hasSeveral = group.some(({ variant }) => variant.systems > 1);
    const green = row.isWell ? '' : range('falseGreen');
    const alarm = row.isWell || hasSeveral ? range('falseAlarm') : '';
    const aim = group.every(({ aims }) => aims.length > 0) ? '' : 'none';
    return `| ${row.title} | ${asked} | ${outages} | ${green} | ${alarm} | ${range('found')} | ${aim} |`;
  });
  return [
    '| what is true | asked after | outages | false green | false alarm | truth told | aim |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

/** @param {number} share */
function percent(share) {
  return `${Math.round(share * 1000) / 10} %`;
}
