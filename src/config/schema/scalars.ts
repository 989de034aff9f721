import { DURATION, parseDuration } from '../../time/duration.js';
import { parseInstant } from '../../time/instant.js';
import { isTimeZone } from '../../time/zone.js';
import { type Shape, scalar } from './values.js';

const A_DURATION: Shape = { type: 'string', pattern: DURATION.source };

/** A length of time, in milliseconds. */
export const duration = scalar(parseDuration, 'a duration such as 10s, 5m or 24h', A_DURATION);

export const positiveDuration = scalar(
  (text) => parseDuration(text) || null,
  'a duration above zero, such as 10s, 5m or 24h',
  A_DURATION,
);

/** A length of time, in seconds. */
export const seconds = positiveDuration.transform((milliseconds) => milliseconds / 1000);

export const probability = scalar(
  (text) => (Number(text) > 0 && Number(text) < 1 ? Number(text) : null),
  'a number between 0 and 1',
  { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
);

export const share = scalar(
  (text) => (Number(text) > 0 && Number(text) <= 1 ? Number(text) : null),
  'a share above 0, and at most 1',
  { type: 'number', exclusiveMinimum: 0, maximum: 1 },
);

const ADDRESS = /^[^\s@]+@[^\s@]+$/;

export const address = scalar((text) => ADDRESS.exec(text)?.[0] ?? null, 'an e-mail address', {
  type: 'string',
  pattern: ADDRESS.source,
});

export const host = scalar(
  (text) => /^[a-z\d-]+(\.[a-z\d-]+)*$/i.exec(text)?.[0].toLowerCase() ?? null,
  'the name of a host such as launchpad.net',
  { type: 'string', pattern: '^[A-Za-z\\d-]+(\\.[A-Za-z\\d-]+)*$' },
);

const DAY = /^\d{4}-\d\d-\d\d$/;

export const day = scalar(
  (text) => (DAY.test(text) && parseInstant(text) !== null ? text : null),
  'a day such as 2011-10-13',
  { type: 'string', pattern: DAY.source },
);

export const timezone = scalar(
  (text) => (isTimeZone(text) ? text : null),
  'the IANA name of a time zone such as UTC or Europe/London',
  { type: 'string' },
);

export const cron = scalar(
  (text) => (text.trim().split(/\s+/).length === 5 ? text.trim() : null),
  'a cron line of five fields such as "0 2 * * 1-5"',
  { type: 'string' },
);

const ADDRESS_OF_ID = /^https?:\/\/\S*\{id\}\S*$/;

/** The address of a page with `{id}` where an id goes. */
export const addressOfId = (example: string) =>
  scalar(
    (text) => (ADDRESS_OF_ID.test(text) ? text : null),
    `an address that holds {id}, such as ${example}`,
    { type: 'string', pattern: ADDRESS_OF_ID.source },
  );
