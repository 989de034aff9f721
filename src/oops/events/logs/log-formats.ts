import type { EventFormat } from '../event-format.js';
import { ECS } from './ecs.js';
import { JOURNALD } from './journald.js';
import { JSON_LOG } from './json-log.js';
import { PINO } from './pino.js';
import { STRUCTLOG } from './structlog.js';

/** The formats of lines in JSON logs, in the order in which they are asked; the last one knows any line that has a time. */
export const LOG_FORMATS: readonly EventFormat[] = [ECS, PINO, STRUCTLOG, JOURNALD, JSON_LOG];
