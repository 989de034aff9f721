import { compileTemplate, pageStyle } from '../layout/templates.js';
import { drawDays, drawDurations } from './charts-svg.js';
import type { OutageRegister } from './register.js';
import { type RegisterView, viewRegister } from './view.js';

/** What `templates/outages.html.hbs` shows: texts, which it escapes, and pictures and style, which are markup. */
interface RegisterPage extends RegisterView {
  readonly style: string;
  readonly durationsChart: string;
  readonly daysChart: string;
}

let template: ((page: RegisterPage) => string) | undefined;

/** Lays the register out as one HTML file that needs nothing beside it. */
export function renderRegisterHtml(register: OutageRegister): string {
  template ??= compileTemplate<RegisterPage>('outages', 'html');
  return template({
    ...viewRegister(register),
    style: pageStyle('outage'),
    durationsChart: drawDurations(register),
    daysChart: drawDays(register),
  });
}
