/** A statement over the public views, and what it answers. */
export interface SqlExample {
  readonly about: string;
  readonly sql: string;
}

/** Statements to begin with: what `query` cannot ask. */
export const SQL_EXAMPLES: readonly SqlExample[] = [
  {
    about: 'Outages, with how many OOPSes of each kind belong to them',
    sql: `SELECT outage, disposition, count(*) AS oopses
FROM attributed_oops
GROUP BY outage, disposition
ORDER BY outage, oopses DESC`,
  },
  {
    about: 'Signatures that were first seen in a period, which is asked for',
    sql: `SELECT type, value, oops_count, first_time
FROM signature
WHERE first_time >= :from
ORDER BY first_time`,
  },
  {
    about: 'What one user met, the user being asked for',
    sql: `SELECT id, time, type, url
FROM oops
WHERE username = :user
ORDER BY time_ms DESC`,
  },
  {
    about: 'Values that look alike, by a regular expression',
    sql: `SELECT type, value, oops_count
FROM signature
WHERE value REGEXP '^Bug #'
ORDER BY oops_count DESC`,
  },
  {
    about: 'What clients threw away, by reporter and reason',
    sql: `SELECT reporter, reason, sum(count) AS events, max(minute) AS last
FROM discard
GROUP BY reporter, reason
ORDER BY events DESC`,
  },
];
