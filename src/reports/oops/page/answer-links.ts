import { cutMiddle } from '../../../text/cut-text.js';
import type { PageLink } from '../../layout/frame.js';
import { toLine } from '../../layout/text.js';
import type { OopsPage, OopsPages } from './oops-page.js';

/** Where the answer leads on: the outage with its verdict on the system, and the summaries of the day. */
export function answerLinks({ detail, explanation, day }: OopsPage, pages: OopsPages): PageLink[] {
  const { system, attribution } = detail;
  return [
    ...(attribution
      ? [
          { href: pages.outage(attribution.outage), text: `Outage ${nameText(attribution.outage)}` },
          {
            href: pages.explanation(attribution.outage, system),
            text: `How ${nameText(system)} failed and recovered in it`,
          },
        ]
      : []),
    { href: pages.day(day), text: `Summary of ${day}` },
    ...explanation.groups.map((group) => ({
      href: pages.day(day, group),
      text: `Summary of group ${nameText(group)}`,
    })),
  ];
}

/** A name in a link. */
function nameText(name: string): string {
  return cutMiddle(toLine(name), 60);
}
