// A thread of simulate.js: one job after another.
import { parentPort } from 'node:worker_threads';
import { simulatePart } from './simulate.js';

parentPort?.on('message', async (job) => parentPort?.postMessage(await simulatePart(job)));
