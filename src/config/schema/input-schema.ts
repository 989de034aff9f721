import { ROW_FORMATS } from '../../oops/events/row-formats.js';
import { COLUMN_KEYS, columnKeyOf } from '../../oops/exported-report.js';
import { duration } from './scalars.js';
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
  files: text.describe('Matches the paths of files; * and ? match, without a slash the last part of a path.'),
  deliveryLag: duration
    .nullable()
    .default(null)
    .describe(
      'How long a report may take from being written to being readable, in place of verdict.deliveryLag.',
    ),
  format: choice(ROW_FORMATS)
    .describe('How its lines are read. Without it each is recognised.')
    .exactOptional(),
  columns: columns
    .describe(
      `For keys of an OOPS, the dotted path of the key that holds it. Keys: ${COLUMN_KEYS.join(', ')}.`,
    )
    .exactOptional(),
  errors: mapping({ level: list(level).describe('These levels are errors, and no others.') })
    .describe('Which of its lines are errors.')
    .exactOptional(),
}).transform(({ files, deliveryLag, format, columns, errors }) => ({
  files,
  deliveryLag,
  rows: {
    ...(format === undefined ? {} : { format }),
    ...(columns === undefined ? {} : { columns }),
    ...(errors === undefined ? {} : { errorLevels: errors.level }),
  },
}));
