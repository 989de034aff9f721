import { imprintText } from '../layout/imprint.js';
import type { SectionLink } from '../layout/links.js';
import type { Look } from '../layout/outputs.js';
import { compileTemplate, pageStyle } from '../layout/templates.js';
import { drawDays, drawDurations } from './charts-svg.js';
import type { OutageRegister } from './register.js';
import { type RegisterView, viewRegister } from './view.js';

/** What `templates/outages.html.hbs` shows: texts, which it escapes, and pictures and style, which are markup. */
interface RegisterPage extends RegisterView {
  readonly style: string;
  readonly imprint: string;
  readonly durationsChart: string;
  readonly daysChart: string;
  readonly sections: readonly SectionLink[];
}

let template: ((page: RegisterPage) => string) | undefined;

/** Lays the register out as one HTML file that needs nothing beside it. */
export function renderRegisterHtml(
  register: OutageRegister,
  { imprint }: Pick<Look, 'imprint'> = {},
): string {
  template ??= compileTemplate<RegisterPage>('outages', 'html');
  const [durationsChart, daysChart] = [drawDurations(register), drawDays(register)];
  return template({
    ...viewRegister(register),
    style: pageStyle(),
    imprint: imprintText(imprint),
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
