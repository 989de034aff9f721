import { randomUUID } from 'node:crypto';
import { dressPage, type PageDress } from '../../../reports/layout/dress-page.js';
import { compileTemplate } from '../../../reports/layout/templates.js';
import { toLine } from '../../../reports/layout/text.js';
import { UserError } from '../../../user-error.js';
import { ADDRESSES } from '../../addresses.js';
import { frameReport } from '../../frame-page.js';
import { type AskedPage, type Editor, type PageAnswer, type PageContext, PageNotFound } from '../../page.js';

/** What every form shows: see `templates/partials/problem.html.hbs` and `form-secrets.html.hbs`. */
export interface FormDress extends PageDress {
  readonly heading: string;
  /** Why nothing was changed; empty: nothing was sent. */
  readonly problem: string;
  /** Where it is sent to. */
  readonly action: string;
  /** What proves that it was sent from here. */
  readonly formToken: string;
  /** Another one each time that it is shown: so that sending it twice can be told from sending another one. */
  readonly form: string;
  /** Who sends it. */
  readonly name: string;
  readonly signOut: string;
}

/** A form: what it shows, and what is done with what is sent. */
export interface Form<View> {
  readonly template: string;
  readonly heading: string;
  /** Its own address. */
  readonly address: string;
  /** What it shows, filled in as it was, or as an address fills it in. */
  view(fields: URLSearchParams, error: unknown): Omit<View, keyof FormDress>;
  /** Does what is asked. Throws a UserError for what is wrong with it. */
  change(fields: URLSearchParams, editor: Editor): Promise<PageAnswer>;
}

/** The longest text that a field takes. */
const LONGEST = 1000;

/** Shows a form, or does what was sent from it. What was wrong shows it again, as it was filled in, with what is wrong. */
export async function answerForm<View extends FormDress>(
  { form: sent, query, refusal, editor, format }: AskedPage,
  context: PageContext,
  form: Form<View>,
): Promise<PageAnswer> {
  if (!editor) throw new PageNotFound('Nobody is signed in.');
  if (sent === null || refusal) return show(query, refusal?.status ?? 200, refusal?.message ?? '', null);
  try {
    return await form.change(sent, editor);
  } catch (error) {
    // A program is told in words alone.
    if (!(error instanceof UserError) || format !== 'html') throw error;
    return show(sent, 400, error.message, error);
  }

  async function show(
    fields: URLSearchParams,
    status: number,
    problem: string,
    error: unknown,
  ): Promise<PageAnswer> {
    const look = await frameReport(context, { address: null, place: 'windows' });
    const view = {
      ...dressPage(look),
      ...{ heading: form.heading, problem: toLine(problem), action: form.address, form: randomUUID() },
      ...{ formToken: editor?.formToken ?? '', name: toLine(editor?.name ?? ''), signOut: ADDRESSES.signOut },
      ...form.view(fields, error),
    };
    const body = compileTemplate<typeof view>(form.template, 'html')(view);
    return { kind: 'page', status, format: 'html', body };
  }
}

/** What a field holds, without blanks around it; empty where it is not there. Throws a UserError for more than any field takes. */
export function readField(fields: URLSearchParams, name: string): string {
  const text = fields.get(name)?.trim() ?? '';
  if (text.length <= LONGEST) return text;
  throw new UserError(`What is written as ${name} is longer than ${LONGEST} characters.`);
}

/** What a field is filled in with again. */
export function showField(fields: URLSearchParams, name: string, otherwise = ''): string {
  return toLine(fields.get(name) ?? otherwise);
}
