import { resolve } from 'node:path';
import type { Config, GroupConfig } from '../../config/config.js';
import { buildDailyMail, type DailyMail } from '../../reports/daily/mail/build-mail.js';
import { findGroup, reportDaily, requestForGroup } from '../../reports/daily/request.js';
import type { ReportLinks } from '../../reports/layout/links.js';
import { toLine } from '../../text/printable.js';
import type { Interval } from '../../time/interval.js';
import { UserError } from '../../user-error.js';
import { writeFile } from '../options/write-file.js';
import type { CommandContext } from '../program/context.js';
import type { ReadingSession } from '../program/session.js';
import { printMail, readMailSettings, readSender, sendMails } from './send-mail.js';

/** What is to be mailed, and how. */
export interface MailRequest {
  readonly period: Interval;
  readonly timezone: string;
  readonly asOf: number | null;
  /** The groups that were named; none: every active one with recipients. */
  readonly groups: readonly string[];
  readonly links: ReportLinks;
  /** Write files in place of sending. */
  readonly isDry: boolean;
}

/**
 * Mails each group its summary. Every mail is tried; a line says what became of it. Throws a UserError when one could
 * not be sent, after the others were.
 */
export async function mailDaily(
  context: CommandContext,
  session: ReadingSession,
  request: MailRequest,
): Promise<void> {
  const mails = await buildMails(context, session, request);
  if (request.isDry) {
    for (const mail of mails) {
      writeFile(resolve(context.cwd, mail.fileName), await printMail(mail, context.now()));
      context.stdout.write(`${toLine(`${mail.group}: wrote ${mail.fileName}, to ${mail.to.join(', ')}`)}\n`);
    }
    return;
  }
  const sent = await sendMails(mails, readMailSettings(session.config.mail, context.env), context.now());
  const faults: string[] = [];
  for (const [index, { accepted, fault }] of sent.entries()) {
    const group = mails[index]?.group ?? '';
    if (accepted.length > 0) context.stdout.write(`${toLine(`${group}: sent to ${accepted.join(', ')}`)}\n`);
    if (fault !== null) faults.push(`the summary of ${group} was not sent: ${fault}`);
  }
  if (faults.length === 0) return;
  throw new UserError(
    `${faults.join('; ')}. Mend it and send again with --group: a reader recognises copies.`,
  );
}

async function buildMails(
  context: CommandContext,
  session: ReadingSession,
  request: MailRequest,
): Promise<DailyMail[]> {
  const { config } = session;
  const groups = chooseGroups(config, request.groups);
  const from = readSender(config.mail, context.env);
  const { period, timezone } = request;
  const requests = groups.map(({ name }) => ({ ...requestForGroup(config, period, name), timezone }));
  const reports = await reportDaily(session, requests, request.asOf);
  return groups.flatMap(({ name, recipients }, index) => {
    const report = reports[index];
    return report ? [buildDailyMail(report, request.links, { group: name, from, to: recipients })] : [];
  });
}

/** The groups to write to. Throws a UserError when there are none, or one of them has nobody. */
function chooseGroups(config: Config, named: readonly string[]): readonly GroupConfig[] {
  const chosen =
    named.length > 0
      ? named.map((name) => findGroup(config, name))
      : config.groups.filter(({ active, recipients }) => active && recipients.length > 0);
  const silent = chosen.find(({ recipients }) => recipients.length === 0);
  if (silent) throw new UserError(`The group ${silent.name} has no recipients. Add them in the config.`);
  if (chosen.length > 0) return chosen;
  throw new UserError('No active group has recipients. Add groups with recipients to the config.');
}
