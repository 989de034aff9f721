import { workerData } from 'node:worker_threads';
import type { PageAnswer } from '../page.js';
import { createPageMaker } from './page-maker.js';
import type { PageTask, PageThreadData } from './page-task.js';

/** A thread that makes pages, one after the other. Like main.ts it is started, and nothing imports it. */
const makePage = createPageMaker(workerData as PageThreadData);

export function run(task: PageTask): Promise<PageAnswer> {
  return makePage(task);
}
