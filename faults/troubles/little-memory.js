import { COPY } from '../kills/copy.js';
import { EXPORTS } from '../kills/exports.js';
import { INGEST } from '../kills/ingest.js';
import { PRUNING } from '../kills/prune.js';
import { troubleAround } from './trouble.js';

/** In MB: from what is too little for anything to what suffices. */
const [LEAST, MOST] = [5, 24];

export const LITTLE_MEMORY = troubleAround({
  about: 'memory runs out: V8 ends the program where it stands, with words of its own',
  subjects: { INGEST, EXPORTS, PRUNING, COPY },
  times: 4,
  around: (random) => ({ nodeArgs: [`--max-old-space-size=${random.between(LEAST, MOST)}`] }),
  isDeadly: true,
});
