/** A page without the style within it: golden pages hold what a page says, and a colour may change alone. */
export function withoutStyle(page: string): string {
  return page.replace(/<style>[\s\S]*?<\/style>\n/, '');
}
