import { describe } from 'vitest';
import { describeCopies } from './copies.js';
import { describeCounts } from './counts.js';
import type { OpenFilledStore } from './filled-store.js';
import { describeNeighbours } from './neighbours.js';
import { describeOneState } from './one-state.js';
import { describeOutageLog } from './outage-log.js';
import { describeQuestions } from './questions.js';
import { describeRecords } from './records.js';
import { describeSignatures } from './signatures.js';
import { describeSingleOopses } from './single-oopses.js';
import { describeSummaries } from './summaries.js';
import { describeSummaryGroups } from './summary-groups.js';
import { describeTextQuestions } from './text-questions.js';

/** What every engine has to answer: each runs it on stores that it fills in its own way. */
export function describeAnswers(name: string, open: OpenFilledStore): void {
  describe(`the answers of ${name}`, () => {
    describe('a snapshot', () => describeOneState(open));
    describe('counts', () => describeCounts(open));
    describe('single OOPSes', () => describeSingleOopses(open));
    describe('neighbours', () => describeNeighbours(open));
    describe('summaries', () => describeSummaries(open));
    describe('the groups of a summary', () => describeSummaryGroups(open));
    describe('signatures', () => describeSignatures(open));
    describe('questions of people', () => describeQuestions(open));
    describe('full text', () => describeTextQuestions(open));
    describe('records', () => describeRecords(open));
    describe('the outage log', () => describeOutageLog(open));
    describe('copies', () => describeCopies(open));
  });
}
