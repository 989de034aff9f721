/**
 * What mail programs show, after the tests of https://www.caniemail.com (https://github.com/hteumeuleu/caniemail, `_features/`)
 * for Gmail (web, iOS, Android), Outlook for Windows 2007 to 2021 (which lays out with Word), Outlook.com, Apple Mail and
 * Yahoo, read in November 2026. What is not here may not stand in a mail: no sheets (Gmail takes them out of mails of other
 * accounts), no SVG, no `details`, no custom properties, no lists, no images.
 */

/** Elements with their attributes, beside `style`. Layout tables have a `role` for screen readers (html-role). */
const ELEMENTS: Readonly<Record<string, readonly string[]>> = {
  html: ['lang'],
  head: [],
  meta: ['charset', 'name', 'content'],
  title: [],
  body: ['bgcolor'],
  table: ['role', 'width', 'cellpadding', 'cellspacing', 'border', 'bgcolor'],
  tr: [],
  // html-align, html-valign: all. width and height as attributes, because Word reads them where it ignores the style.
  td: ['align', 'valign', 'colspan', 'height', 'bgcolor'],
  h1: [],
  h2: [],
  strong: [],
  span: [],
  br: [],
  a: ['href'],
};

/** Properties that all of them know on the elements that are named. */
const PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  'background-color': ['body', 'td', 'table'],
  // css-border: all, but Outlook on cells only.
  'border-left': ['td'],
  color: ['td', 'h1', 'h2', 'span', 'a'],
  'font-family': ['td', 'h1', 'h2', 'span'],
  'font-size': ['td', 'h1', 'h2', 'span'],
  'font-weight': ['td', 'span'],
  'line-height': ['td', 'h1', 'h2', 'span'],
  // css-margin: Outlook.com knows it of zero only, which is all that there is.
  margin: ['body', 'h1', 'h2'],
  // css-padding: Outlook for Windows on table cells only.
  padding: ['body', 'td'],
  'text-decoration': ['a'],
  width: ['table'],
};

/**
 * Properties that some do not know, and what is seen there: the table is wide (css-max-width: Outlook 2007 to 2016, which has
 * a table of 640 pixels around it for that), and lines break at other places (css-word-break: Yahoo; css-white-space: Outlook
 * for Windows).
 */
const HARMLESS: Readonly<Record<string, readonly string[]>> = {
  'max-width': ['table'],
  'word-break': ['td'],
  'white-space': ['a'],
};

/** Gmail shows so many bytes of a mail, and cuts off the rest ("Message clipped"). */
export const CLIPPED_AT = 102 * 1024;

/** An element of a mail, as it is written. */
export interface MailElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Reads a mail into its elements. Throws an Error for markup that is no element, comment of Outlook or doctype. */
export function readMail(html: string): MailElement[] {
  const elements: MailElement[] = [];
  const rest = html
    .replace('<!DOCTYPE html>', '')
    .replace(
      '<!--[if mso]><table role="presentation" width="640" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->',
      '',
    )
    .replace('<!--[if mso]></td></tr></table><![endif]-->', '')
    .replace(
      /<(\/?)([a-z][a-z\d]*)((?: [a-z-]+="[^"<>]*")*)>/g,
      (_, end: string, name: string, given: string) => {
        if (end === '') {
          const pairs = [...given.matchAll(/ ([a-z-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [
            key,
            value,
          ]);
          elements.push({ name, attributes: Object.fromEntries(pairs) });
        }
        return '';
      },
    );
  const stray = /.{0,30}[<>].{0,30}/.exec(rest);
  if (stray) throw new Error(`no element: ${stray[0]}`);
  return elements;
}

/** What of an element some mail program does not show, in words. */
export function faultsOf({ name, attributes }: MailElement): string[] {
  const known = ELEMENTS[name];
  if (!known) return [`<${name}>`];
  const { style = '', ...others } = attributes;
  const properties = style.split(';').map((rule) => rule.split(':')[0] ?? '');
  return [
    ...Object.keys(others)
      .filter((attribute) => !known.includes(attribute))
      .map((attribute) => `<${name} ${attribute}>`),
    ...properties
      .filter((property) => property !== '')
      .filter((property) => !(PROPERTIES[property] ?? HARMLESS[property])?.includes(name))
      .map((property) => `<${name} style="${property}">`),
  ];
}
