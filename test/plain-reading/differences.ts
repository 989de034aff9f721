import { scenarioOf } from './generate.js';
import { judgePlainly } from './model.js';
import type { Judge, Outcome, Scenario } from './scenario.js';

/** What a judge says otherwise than the plain reading, a line each, of the scenarios of some seeds. */
export async function disagreements(judge: Judge, seeds: readonly number[]): Promise<string[]> {
  const lines: string[] = [];
  for (const seed of seeds) {
    for (const line of await disagreementsOf(judge, scenarioOf(seed))) lines.push(`seed ${seed}, ${line}`);
  }
  return lines;
}

/** The same, of one scenario. */
async function disagreementsOf(judge: Judge, scenario: Scenario): Promise<string[]> {
  const lines: string[] = [];
  const [plain, judged] = [linesOf(judgePlainly(scenario)), linesOf(await judge(scenario))];
  for (const [what, text] of plain) {
    const other = judged.get(what) ?? 'nothing';
    if (other !== text) lines.push(`${what}: plainly ${text}, judged ${other}`);
  }
  for (const [what, text] of judged) {
    if (!plain.has(what)) lines.push(`${what}: plainly nothing, judged ${text}`);
  }
  return lines;
}

/** All that the rules decide, by name; what they leave to the one who tells it (ways, doubts, seconds needed) is out. */
function linesOf({ outages, unrecordedStorms, suppression }: Outcome): Map<string, string> {
  const lines = new Map<string, string>();
  const say = (what: string, value: unknown) => lines.set(what, JSON.stringify(value));
  const { byOutage, ...counts } = suppression;
  say('suppression', [counts.total, counts.suppressed, counts.reported, counts.inexactTime]);
  say('suppression by outage', Object.entries(byOutage).sort());
  say(
    'unrecorded storms',
    unrecordedStorms.map(({ start, end, systems, count }) => [start, end, systems, count]),
  );
  for (const { outage, verdict, systems } of outages) {
    say(`${outage} verdict`, verdict);
    for (const { system, failure, recovery, worthALook, ...one } of systems) {
      const name = `${outage} ${system}`;
      say(`${name} verdict`, one.verdict);
      say(`${name} failure`, failure.verdict);
      say(`${name} counts`, [failure.expected, failure.background, failure.unexpected]);
      say(`${name} recovery`, recovery.verdict);
      say(`${name} lag`, recovery.lagSeconds);
      say(`${name} missing reporters`, recovery.missingReporters);
      say(
        `${name} later rise`,
        recovery.laterRise && [
          recovery.laterRise.start,
          recovery.laterRise.afterSeconds,
          recovery.laterRise.signatures,
        ],
      );
      say(
        `${name} worth a look`,
        worthALook
          .filter(({ test }) => test === 'background')
          .map(({ type, count, pValue }) => [type, count, Number(pValue.toPrecision(6))])
          .sort(),
      );
    }
  }
  return lines;
}
