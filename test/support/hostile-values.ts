/** What must not reach an output: controls, direction marks, zero-width characters, tags, halves of characters. */
export const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u3164\u{e0000}-\u{e0fff}]/u;

/** What is unprintable and may stand on one line of a name: a window log refuses line breaks and other controls. */
const UNSEEN = 'r\u202eti\u2066x\u2069 \u200e\u061cz\u200bw\u200d\u2060\ufeffn \u{e0041}\u00ad\u3164';

/** What a terminal acts on. */
const CONTROLS =
  '\u001b[2J\u001b]0;t\u0007 \u009b31m \u0000\b\u007f back\rFORGED\nFORGED line\u2028FORGED \t';

/** What Markdown and issue trackers act on. */
const MARKDOWN =
  '@ann a@evil.example #12 $x$ | [c](javascript:x) ![i](http://evil.example/i.png) _http://evil.example www.evil.example ``t` *b* \\';

/** What HTML, XML, SVG, OpenMetrics and CSV act on. */
const MARKUP = '<script>x</script> <b a="q" c=\'d\'>&amp; ]]> \uFFFE \\"q\\" ,; ""';

/** Text that tries every output at once. */
export const HOSTILE_TEXT = `${MARKUP} ${MARKDOWN} ${CONTROLS} ${UNSEEN}`;

/** The same without NUL, which no key of BSON and no path holds. */
export const HOSTILE_KEY = HOSTILE_TEXT.replaceAll('\0', '');

/** The same on one line, without controls: an outage's title can be that. */
export const HOSTILE_LINE = `${MARKUP} ${MARKDOWN} ${UNSEEN}`;

/** The same without blanks, commas and semicolons: a system can be called that. */
export const HOSTILE_NAME = HOSTILE_LINE.replace(/[\s,;]+/g, '-');

/** A part of a path that tries the same; no file is named with a slash or NUL. */
export const HOSTILE_FILE = `f ${MARKDOWN} ${CONTROLS} ${UNSEEN}`.replace(/[/\0]/g, '.').slice(0, 110);

/** What spreadsheets take for formulas. */
export const FORMULAS = ["=cmd|' /C calc'!A0", '+1+1', '-2+3', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1'];
