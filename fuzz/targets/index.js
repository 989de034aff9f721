import { config } from './config.js';
import { envelope } from './envelope.js';
import { questions } from './questions.js';
import { report } from './report.js';
import { rows } from './rows.js';
import { texts } from './texts.js';
import { times } from './times.js';
import { windows } from './windows.js';

/** What is fuzzed, by name: each takes bytes, and throws for what should not be. */
export const TARGETS = { config, envelope, questions, report, rows, texts, times, windows };
