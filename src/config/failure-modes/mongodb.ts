import type { FailureMode } from '../../oops/classes/failure-mode.js';
import { modesOf } from './modes-of.js';

/** The state change errors: source/server-discovery-and-monitoring of MongoDB's specifications. */
const REFUSES = [
  'NotWritablePrimary',
  'NotPrimaryNoSecondaryOk',
  'NotPrimaryOrSecondary',
  'not primary',
  'not master',
  'node is recovering',
  'PrimarySteppedDown',
  'ShutdownInProgress',
  'InterruptedAtShutdown',
  'interrupted at shutdown',
  'InterruptedDueToReplStateChange',
  'server is in quiesce mode and will shut down',
] as const;

/** How systems fail whose MongoDB goes away or has no primary. A read that timed out may be just slow. */
export const MONGODB: readonly FailureMode[] = [
  // PyMongo, pymongo/errors.py.
  ...modesOf(['AutoReconnect', 'ServerSelectionTimeoutError', 'NotPrimaryError', 'NotMasterError']),
  ...modesOf(['OperationFailure', 'WriteConcernError'], REFUSES),
  // The Node driver, src/error.ts and src/cmap/errors.ts, and Mongoose.
  ...modesOf(['MongoServerSelectionError', 'MongooseServerSelectionError', 'MongoNetworkError']),
  ...modesOf(['MongoPoolClearedError', 'MongoPoolClearedOnNetworkError']),
  ...modesOf(['MongoServerError', 'MongoWriteConcernError'], REFUSES),
  ...modesOf(['MongoError'], [...REFUSES, '^connection \\d+ to \\S+ closed', 'no primary server available']),
  ...modesOf(['MongooseError'], ['buffering timed out after \\d+ms']),
  // The Java driver.
  ...modesOf(['MongoSocketOpenException', 'MongoNotPrimaryException', 'MongoNodeIsRecoveringException']),
  ...modesOf(['MongoTimeoutException'], ['while waiting (?:for a server|to connect)']),
  ...modesOf(['MongoSocketReadException'], ['Prematurely reached end of stream']),
  ...modesOf(['MongoCommandException', 'MongoWriteException', 'MongoQueryException'], REFUSES),
  // The Ruby driver, and Perl's.
  ...modesOf(['Mongo::Error::NoServerAvailable', 'MongoDB::SelectionError']),
  ...modesOf(['Mongo::Error::OperationFailure'], REFUSES),
];
