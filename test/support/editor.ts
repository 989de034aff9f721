import { readEntities } from './crawl.js';
import type { Answered, ServedSite } from './site.js';

/** The token of sites whose pages can change something. */
export const TOKEN = 'a token of the tests'.replaceAll(' ', '-');

/** What browsers add to a form of the same site. */
export const FROM_HERE = { 'sec-fetch-site': 'same-origin' };

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** Sends the fields of a form. */
export function post(
  site: ServedSite,
  address: string,
  fields: Readonly<Record<string, string>>,
  headers: Record<string, string> = FROM_HERE,
): Promise<Answered> {
  const body = String(new URLSearchParams(fields));
  return site.ask(address, { method: 'POST', headers: { ...FORM, ...headers }, body });
}

/** Somebody who is signed in, with a browser. */
export interface EditorInTest {
  readonly cookie: string;
  ask(address: string): Promise<Answered>;
  /** Fills a form in, as it stands at an address, and sends it. */
  fill(
    address: string,
    fields: Readonly<Record<string, string>>,
    headers?: Record<string, string>,
  ): Promise<Answered>;
}

/** Signs somebody in. */
export async function signIn(site: ServedSite, name = 'Ann'): Promise<EditorInTest> {
  const { headers } = await post(site, '/session', { name, token: TOKEN });
  const cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  const ask = (address: string) => site.ask(address, { headers: { cookie } });
  return {
    cookie,
    ask,
    async fill(address, fields, more = {}) {
      const { body } = await ask(address);
      return post(site, address, { ...hiddenFields(body), ...fields }, { ...FROM_HERE, cookie, ...more });
    },
  };
}

/** What a form carries without showing it. Of several forms on a page, the first. */
export function hiddenFields(body: string): Record<string, string> {
  const [form = ''] = /<form class="edit"[\s\S]*?<\/form>/.exec(body) ?? [];
  const fields = form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g);
  return Object.fromEntries(Array.from(fields, ([, name = '', value = '']) => [name, readEntities(value)]));
}
