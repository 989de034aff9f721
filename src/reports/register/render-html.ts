import { dressPage, type PageDress } from '../layout/dress-page.js';
import type { SectionLink } from '../layout/links.js';
import type { Look } from '../layout/outputs.js';
import { compileTemplate } from '../layout/templates.js';
import { drawDays, drawDurations } from './charts-svg.js';
import type { OutageRegister } from './register.js';
import { viewRegister } from './view.js';

/** What `templates/outages.html.hbs` shows: texts, which it escapes, and pictures and style, which are markup. */
interface RegisterPage extends PageDress, ReturnType<typeof linkRegister> {
  readonly durationsChart: string;
  readonly daysChart: string;
  readonly sections: readonly SectionLink[];
}

let template: ((page: RegisterPage) => string) | undefined;

/** Lays the register out as one HTML file that needs nothing beside it. */
export function renderRegisterHtml(
  register: OutageRegister,
  look: Pick<Look, 'imprint' | 'frame' | 'pages'> = {},
): string {
  template ??= compileTemplate<RegisterPage>('outages', 'html');
  const [durationsChart, daysChart] = [drawDurations(register), drawDays(register)];
  return template({
    ...linkRegister(register, look),
    ...dressPage(look),
    durationsChart,
    daysChart,
    sections: [
      ...(durationsChart === '' ? [] : [{ id: 'durations', title: 'How long they took', count: '' }]),
      ...(daysChart === '' ? [] : [{ id: 'days', title: 'Downtime a day', count: '' }]),
      { id: 'months', title: 'By month', count: '' },
      { id: 'systems', title: 'Which systems misbehave', count: '' },
      { id: 'outages', title: 'Outages', count: String(register.outages.length) },
    ],
  });
}

/** The view with the pages of its outages and systems. */
function linkRegister(register: OutageRegister, { pages }: Pick<Look, 'pages'>) {
  const view = viewRegister(register);
  return {
    ...view,
    outages: view.outages.map((row, place) => ({
      ...row,
      href: pages?.outage(register.outages[place]?.outage ?? '') ?? null,
    })),
  };
}
