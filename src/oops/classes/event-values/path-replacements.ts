import type { ExplainedReplacement } from './explained-replacement.js';

/** What users bring and programs make for them: documents, pictures, sound, film, tables, archives. */
const DATA_FILES = [
  'pdf docx? odt xlsx? ods pptx? rtf epub csv tsv parquet',
  'jpe?g png gif webp heic tiff? bmp mp3 wav ogg flac mp4 mov avi mkv webm',
  'zip tar t?gz bz2 xz zst 7z rar tmp temp part lock pid bak eml',
]
  .join(' ')
  .replaceAll(' ', '|');

/**
 * Paths of files that come and go. Paths of a program's own files and of its configuration stay, for which of them is
 * missing or broken is the fault; numbers and other ids in them are replaced as they are elsewhere. So is a route:
 * `GET /orders/4711` is `GET /orders/$INT`.
 */
export const PATH_REPLACEMENTS: readonly ExplainedReplacement[] = [
  {
    pattern: /(?<![\w/.~])(\/(?:private\/)?(?:var\/)?(?:tmp|folders)|\/dev\/shm)\/[^\s"'`<>:;,()[\]{}]+/g,
    replacement: '$1/$PATH',
    reason: 'the name of a temporary file is another each time',
  },
  {
    pattern: /(?<![\w/.~])(\/(?:home|Users)|\b[A-Z]:\\Users)([/\\])[^\s"'`<>:;,()[\]{}/\\]+/g,
    replacement: '$1$2$USER',
    reason: 'the same fault can meet every user',
  },
  {
    // In quotes, where a name may hold spaces: '/srv/uploads/4711/my photo.jpg' is '/srv/$PATH.jpg'.
    pattern: new RegExp(
      `(?<=["'\`])((?:[A-Z]:)?[/\\\\][^\\s"'\`/\\\\]{1,100}[/\\\\])[^"'\`\\n]{1,500}?\\.(${DATA_FILES})(?=["'\`])`,
      'gi',
    ),
    replacement: '$1$PATH.$2',
    reason: 'the same fault can meet every file',
  },
  {
    pattern: new RegExp(
      `(?<![\\w/.~\\\\:-])((?:[A-Z]:)?[/\\\\][^\\s"'\`<>:;,()[\\]{}/\\\\]{1,100}[/\\\\])[^\\s"'\`<>:;,()[\\]{}]{1,500}?\\.(${DATA_FILES})(?![\\w-]|\\.\\w)`,
      'gi',
    ),
    replacement: '$1$PATH.$2',
    reason: 'the same fault can meet every file',
  },
];
