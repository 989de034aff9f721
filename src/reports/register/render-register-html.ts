import { compileTemplate, readTemplate } from '../templates.js';
import type { OutageRegister } from './outage-register.js';
import { drawDays, drawDurations } from './register-svg.js';
import { type RegisterView, viewRegister } from './register-view.js';

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
    style: readTemplate('outage.css'),
    durationsChart: drawDurations(register),
    daysChart: drawDays(register),
  });
}
