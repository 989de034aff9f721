import { COPY } from '../kills/copy.js';
import { FOLLOW } from '../kills/follow.js';
import { HTTP } from '../kills/http.js';
import { INGEST } from '../kills/ingest.js';
import { QUEUE } from '../kills/queue.js';
import { SERVE } from '../kills/serve.js';
import { troubleAround } from './trouble.js';

/** Node itself does not start with fewer. */
const [LEAST, MOST] = [24, 48];

export const FEW_DESCRIPTORS = troubleAround({
  about: 'hardly any file can be opened',
  subjects: { INGEST, FOLLOW, QUEUE, HTTP, COPY, SERVE },
  times: 4,
  around: (random) => ({
    before: ['sh', '-c', `ulimit -n ${random.between(LEAST, MOST)}; exec "$@"`, 'sh'],
  }),
});
