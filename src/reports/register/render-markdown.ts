import { escapeMarkdown } from '../layout/markdown.js';
import { compileTemplate } from '../layout/templates.js';
import type { OutageRegister } from './register.js';
import { type RegisterView, viewRegister } from './view.js';

let template: ((view: RegisterView) => string) | undefined;

/** Lays the register out as Markdown to be pasted into an issue tracker. */
export function renderRegisterMarkdown(register: OutageRegister): string {
  template ??= compileTemplate<RegisterView>('outages', 'markdown');
  const view = viewRegister(register);
  return template({
    ...view,
    outages: view.outages.map((row) => ({
      ...row,
      outage: escapeMarkdown(row.outage),
      note: escapeMarkdown(row.note),
    })),
    systems: view.systems.map(escapeMarkdown),
  });
}
