import { FOLLOW } from '../kills/follow.js';
import { HTTP } from '../kills/http.js';
import { INGEST } from '../kills/ingest.js';
import { QUEUE } from '../kills/queue.js';
import { troubleAround } from './trouble.js';

const CLOCK = new URL('./jumping-clock.js', import.meta.url).href;

export const CLOCK_JUMPS = troubleAround({
  about: 'the clock jumps by days, forward and back',
  subjects: { INGEST, FOLLOW, QUEUE, HTTP },
  times: 3,
  around: (random) => ({
    nodeArgs: ['--import', CLOCK],
    env: { FAULTS_CLOCK_SEED: String(random.below(1_000_000)) },
  }),
});
