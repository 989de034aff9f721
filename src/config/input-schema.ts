import { ROW_FORMATS } from '../oops/events/row-formats.js';
import { COLUMN_KEYS, columnKeyOf } from '../oops/exported-report.js';
import { parseDuration } from '../time/duration.js';
import { choice, list, mapping, named, scalar, text } from './values.js';

/** A level of a log, whatever its case. */
const level = scalar((written) => written.trim().toLowerCase() || null, 'a level such as error');

const columns = named(text).transform((pairs, { issues }) => {
  const keys = pairs.map(([name, path]) => [columnKeyOf(name), path, name] as const);
  for (const [key, , name] of keys) {
    if (key !== null) continue;
    const message = `is no key of an OOPS. Known here: ${COLUMN_KEYS.join(', ')}.`;
    issues.push({ code: 'custom', input: pairs, path: [name], message });
  }
  return Object.fromEntries(keys.map(([key, path]) => [key ?? '', path]));
});

/** One of `inputs`: what is special about the files of a name. */
export const inputSchema = mapping({
  files: text,
  deliveryLag: scalar(parseDuration, 'a duration such as 10s, 5m or 24h').nullable().default(null),
  format: choice(ROW_FORMATS).exactOptional(),
  columns: columns.exactOptional(),
  errors: mapping({ level: list(level) }).exactOptional(),
}).transform(({ files, deliveryLag, format, columns, errors }) => ({
  files,
  deliveryLag,
  rows: {
    ...(format === undefined ? {} : { format }),
    ...(columns === undefined ? {} : { columns }),
    ...(errors === undefined ? {} : { errorLevels: errors.level }),
  },
}));
