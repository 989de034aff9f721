// @ts-check

/** @typedef {import('../../incident-2011-09-08/maker/random.js').Random} Random */

const PRODUCTS = [
  'blue-kettle',
  'oak-shelf-120',
  'linen-apron',
  'cast-iron-pan-26',
  'beech-stool',
  'enamel-mug',
  'wool-blanket',
  'tea-strainer',
  'bread-knife',
  'copper-pot-2l',
  'ash-tray-table',
  'cotton-napkins-6',
];

/** @param {Random} random */
export function pickProduct(random) {
  return random.pick(PRODUCTS);
}

/** A customer: few of them come again and again. @param {Random} random */
export function pickCustomer(random) {
  return `c-${random.chance(0.3) ? random.between(10_400, 10_440) : random.between(10_000, 48_000)}`;
}

/** @param {Random} random */
export function pickOrder(random) {
  return random.between(481_000, 489_900);
}

const BROWSERS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/146.0.0.0 Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (X11; Linux x86_64; rv:149.0) Gecko/20100101 Firefox/149.0',
  'Mozilla/5.0 (Linux; Android 16; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/146.0.0.0 Mobile Safari/537.36',
];
const ROBOT = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';

/** @param {Random} random @param {number} robots the share of robots */
export function pickBrowser(random, robots) {
  return random.chance(robots) ? ROBOT : random.pick(BROWSERS);
}
