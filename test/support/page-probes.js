// What a test asks of a page; each function runs in the browser, alone.

/** By how many pixels the page is wider than its window: it would scroll sideways. */
export function widthBeside() {
  const { scrollWidth, clientWidth } = document.documentElement;
  return Math.max(0, scrollWidth - clientWidth);
}

/** How high the smallest letters of the pictures are, in pixels of the window; 100 where there are none. */
export function smallestLabel() {
  return [...document.querySelectorAll('svg text')]
    .filter((text) => text.getClientRects().length > 0)
    .map((text) => Number.parseFloat(getComputedStyle(text).fontSize) * (text.getScreenCTM()?.a ?? 1))
    .reduce((least, size) => Math.min(least, Math.round(size * 100) / 100), 100);
}

/** The summaries whose details cannot be seen. */
export function closedDetails() {
  return [...document.querySelectorAll('details')]
    .filter((details) => [...details.children].some((child) => child.getClientRects().length === 0))
    .map((details) => details.querySelector('summary')?.textContent ?? '');
}

/** What axe-core, which the page has by now, finds: each rule with the first element that breaks it. */
export async function axeFindings() {
  const { violations } = await globalThis.axe.run();
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html ?? ''}`);
}

/** What has the keyboard, by its text. */
export function focusedText() {
  return document.activeElement?.textContent ?? '';
}
