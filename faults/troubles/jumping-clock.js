// Loaded before the program (`--import`), in each of its threads: the clock jumps by up to two days, forward and back, every
// few hundred milliseconds. What measures lengths of time, `performance.now`, goes on as it should.
import { createRandom } from '../../bench/random.js';

const TWO_DAYS = 2 * 86_400_000;
const random = createRandom(Number(process.env.FAULTS_CLOCK_SEED));
const TrueDate = Date;
let offset = 0;
let jumpsAt = 0;

function now() {
  if (performance.now() >= jumpsAt) {
    offset = random.between(-TWO_DAYS, TWO_DAYS);
    jumpsAt = performance.now() + random.between(50, 500);
  }
  return TrueDate.now() + offset;
}

globalThis.Date = /** @type {DateConstructor} */ (
  class extends TrueDate {
    constructor(...args) {
      // @ts-expect-error: whatever a Date is made of
      super(...(args.length === 0 ? [now()] : args));
    }
    static now() {
      return now();
    }
  }
);
