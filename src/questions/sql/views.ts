/** What a view holds, and what each of its columns means: the words of `sql --schema`. A test holds it against the views. */
export interface ViewDescription {
  readonly about: string;
  readonly columns: Readonly<Record<string, string>>;
}

const WINDOW_PHASE = 'downtime, partial or shutdown';

/** How an OOPS belongs to an outage; the same columns stand in two views. */
const ATTRIBUTION = {
  outage: 'The outage it belongs to; NULL for none',
  phase: `Phase of the window that has it: ${WINDOW_PHASE}`,
  relation: 'during, or recovery: just after, of the same failure',
  disposition: 'What it means there: expected, background or unexpected',
  is_suppressed: '1: the normal report leaves it out',
} as const;

/** The public views in the order in which they are shown. Columns may be added and are never renamed. */
export const VIEWS = {
  oops: {
    about: 'One row an OOPS. Conditions on time_ms, id, system, reporter and signature_id use an index.',
    columns: {
      id: 'e.g. OOPS-2077A101; compared without regard to case',
      time: 'When it happened, ISO 8601 UTC with milliseconds; to compare, use time_ms',
      time_ms: 'The same in milliseconds since 1970',
      time_source: 'report, file-name, or directory: then only the day is known',
      reporter: 'The program instance that wrote it',
      system: 'The system of that reporter, by the config',
      type: 'Exception type, as written',
      value: 'Exception value, as written',
      causes: 'What it was raised from, a JSON list of type and value: the nearest first, the root last',
      fingerprint: 'What its writer says tells its group from others, a JSON list; NULL: nothing',
      signature_id: 'Its signature, as in signature',
      signature_type: 'Exception type of the signature',
      signature_value: 'Exception value without what varies',
      class: 'What it counts as by the kind of its system, such as exceptions or time-outs',
      topic: 'Page or operation, e.g. Person:+index',
      url: 'As written',
      method: 'HTTP method',
      user_agent: 'The client, as it names itself',
      is_bot: '1: the client is a robot',
      referrer: 'Where the link was',
      is_local_referrer: '1: the link was on a host of our own',
      username: 'Who was logged in',
      duration_seconds: 'How long the request had run',
      statements_count: 'How many SQL statements it had run',
      statement: 'Of a time-out, the one that took longest',
      branch: 'Branch of the code',
      revno: 'Revision of the code',
      hostname: 'The machine',
      informational: '1: nobody was shown an error',
      is_event: '1: no OOPS when it was written, but an event of another kind',
      traceback: 'As written',
      last_oops: 'The OOPS before it in the same session',
      arrived_at: 'When it was loaded, ISO 8601 UTC',
      clock_offset_seconds:
        'By how much the clock of its sender was behind that of our receiver, the time on the way with it; NULL: unknown',
      path: 'The file that it was read from',
      ...ATTRIBUTION,
      seq: 'Its number in this database, in the order of loading',
    },
  },
  outage_window: {
    about: 'One row a window of the log, planned ones too.',
    columns: {
      outage: 'e.g. fdt-2011-09-08; the windows of one outage share it',
      phase: WINDOW_PHASE,
      systems: '* for all, or names with blanks between',
      start_time: 'ISO 8601 UTC with milliseconds',
      start_ms: 'The same in milliseconds since 1970',
      end_time: 'The first moment after it; NULL while it lasts',
      end_ms: 'The same in milliseconds since 1970',
      duration_seconds: 'NULL while it lasts',
      title: 'What was done',
      budget_seconds: 'How long it was to take at most',
      source: 'Where it was read',
      is_planned: '1: somebody planned it, as calendars tell',
    },
  },
  signature: {
    about: 'One row a signature: exception type, and value without what varies.',
    columns: {
      signature_id: 'Its number in this database',
      type: 'Exception type',
      value: 'Exception value without what varies',
      bug: 'Number of the bug that tracks it',
      oops_count: 'How many OOPSes have it',
      first_time: 'Time of the first, ISO 8601 UTC',
      last_time: 'Time of the last',
    },
  },
  attributed_oops: {
    about:
      'One row an OOPS that belongs to an outage. Other tools see it as of the last run of query or sql.',
    columns: { oops_id: 'The id of the OOPS', ...ATTRIBUTION },
  },
  discard: {
    about:
      'Events that clients and servers say they threw away: one row a minute, reporter and reason. Conditions on minute_ms use an index.',
    columns: {
      minute:
        'Start of the minute in which that was said, ISO 8601 UTC with milliseconds; to compare, use minute_ms',
      minute_ms: 'The same in milliseconds since 1970',
      reporter: 'Who threw them away',
      system: 'The system of that reporter, by the config; NULL: it has written no OOPS',
      reason: 'In its own word, such as ratelimit_backoff',
      count: 'How many, at the least',
    },
  },
} as const satisfies Record<string, ViewDescription>;

/** A column of the view `oops`. */
export type OopsColumn = keyof (typeof VIEWS)['oops']['columns'];
