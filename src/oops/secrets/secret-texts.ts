import { escapePattern, replacePattern } from '../../text/pattern.js';
import { REDACTED, type RedactionRules } from './redaction-rules.js';
import { createHintTest } from './secret-hints.js';
import { SECRET_HEADERS, SECRET_WHOLE_WORDS, SECRET_WORDS } from './secret-names.js';

/** A password between a user and a host, as addresses of databases and brokers have it (RFC 3986, 3.2.1). */
const IN_ADDRESS = /(\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@"'<>]{0,200}):[^\s/@"'<>]{1,500}(?=@)/gi;

/** Secrets that are known by their form: keys of AWS, GitHub, GitLab, Slack, Stripe, Google, npm, OpenAI, SendGrid; tokens of JWT and bearers. */
const BY_FORM = new RegExp(
  [
    String.raw`\b(?:AKIA|ASIA)[0-9A-Z]{16}\b`,
    String.raw`\bgh[pousr]_[A-Za-z0-9]{36,255}`,
    String.raw`\bgithub_pat_\w{22,255}`,
    String.raw`\bglpat-[\w-]{20,64}`,
    String.raw`\bxox[abeprs]-[\w-]{10,255}`,
    String.raw`\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,255}`,
    String.raw`\bsk-[A-Za-z0-9_-]{32,255}`,
    String.raw`\bAIza[\w-]{35}`,
    String.raw`\bnpm_[A-Za-z0-9]{36}`,
    String.raw`\bSG\.[\w-]{16,64}\.[\w-]{16,64}`,
    String.raw`\beyJ[\w-]{10,8000}\.[\w-]{4,8000}\.[\w-]{0,8000}`,
    String.raw`(?<=\b[Bb]earer[ +])[\w.~+/=-]{16,8000}`,
  ].join('|'),
  'g',
);

/** A key that was written into a text. */
const PRIVATE_KEY =
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|$)/g;

const E_MAIL = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g;

/** What is none of a secret: it says that there is one, or none. */
const NO_SECRET = String.raw`(?!(?:\$(?:STRING|INT|\d+)|\?|%s|%\(|:\w+|NULL|None|null|nil|undefined|true|false|True|False|\[Filtered\]|\[redacted\]|\*{3,})(?![\w]))`;

/**
 * Values behind the names of secrets, as texts have them: `name=value` of addresses, forms and connections, `"name": "value"` of
 * JSON and Python, also within another text, `name: value` at the beginning of a line, an object or a message, and headers.
 */
function namedSecrets({ builtIn, parameters }: RedactionRules): RegExp | null {
  const own = parameters.map(escapePattern);
  const whole = [...(builtIn ? SECRET_WHOLE_WORDS : []), ...own];
  const names = [
    ...(builtIn ? SECRET_WORDS : []),
    ...(whole.length === 0 ? [] : [`(?<![A-Za-z0-9])(?:${whole.join('|')})(?![A-Za-z])`]),
  ];
  if (names.length === 0) return null;
  const ending = String.raw`(?:[_-]?(?:confirm(?:ation)?|hash|key|secret|value|base64|again|\d{1,3}))?\]?`;
  const header = `(?:${SECRET_HEADERS.join('|')})`;
  const scheme = '(?:(?:Bearer|Basic|Digest|Token|ApiKey)[ +])?';
  const headerNames = builtIn ? [header] : [];
  const quoted = [
    String.raw`"(?:[^"\\\n]|\\.)*"?`,
    String.raw`'(?:[^'\\\n]|\\.)*'?`,
    String.raw`\\{1,7}["'][^"'\n]*?(?=\\{1,7}["']|["'\n]|$)`,
  ];
  const anyName = `(?:${[...names, ...headerNames].join('|')})${ending}`;
  const key = String.raw`${anyName}\\{0,7}["']?`;
  return new RegExp(
    [
      // "name": "value", name = 'value', name=u'value'
      String.raw`(${key}[ \t]{0,4}(?:=>?|:)[ \t]{0,4}[ubUB]?)${NO_SECRET}(${quoted.join('|')})`,
      // name=value, name%3Dvalue
      String.raw`(${anyName}(?:=|%3D))${NO_SECRET}(${scheme}(?:(?!%26)[^\s&;"'<>=\\])(?:(?!%26)[^\s&;"'<>\\])*)`,
      ...(builtIn
        ? [String.raw`((?<!\w)(?:[\w-]{1,40}-)?${header}[ \t]?:[ \t]{0,4})${NO_SECRET}([^\s"'][^\n"']*)`]
        : []),
      // name: value
      String.raw`((?<=^|[\n([{,]|: )[ \t]{0,8}[\w-]{0,40}${anyName}[ \t]?:[ \t]{1,4})${NO_SECRET}([^\s"'\\,;{}()[\]]+)`,
    ].join('|'),
    'gi',
  );
}

/** How long a text is that is worth remembering what became of it, in characters: tracebacks come again and again. */
const [WORTH_SHORTEST, WORTH_LONGEST] = [200, 20_000];
/** How many of them: they can hold on to the reports that they were cut from. */
const REMEMBERED = 300;

/**
 * Makes what takes the secrets out of a text. What is redacted twice is as it was redacted once.
 *
 * @example
 * const redact = createTextRedactor(BUILT_IN_REDACTION);
 * redact('postgres://app:hunter2@db/shop'); // 'postgres://app:[redacted]@db/shop'
 */
export function createTextRedactor(rules: RedactionRules): (text: string) => string {
  const named = namedSecrets(rules);
  const mayHaveSecret = createHintTest(rules);
  const remembered = new Map<string, string>();

  function redact(text: string): string {
    let left = mayHaveSecret(text) ? redactKnown(text) : text;
    for (const pattern of rules.values) left = replacePattern(pattern, left, REDACTED);
    return left;
  }

  function redactKnown(text: string): string {
    let left = text;
    if (rules.builtIn) {
      left = left
        .replace(PRIVATE_KEY, REDACTED)
        .replace(IN_ADDRESS, `$1:${REDACTED}`)
        .replace(BY_FORM, REDACTED);
    }
    if (named) left = left.replace(named, (...found) => redactNamed(found));
    return rules.emails ? left.replace(E_MAIL, REDACTED) : left;
  }

  return (text) => {
    if (text.length < WORTH_SHORTEST || text.length > WORTH_LONGEST) return redact(text);
    const known = remembered.get(text);
    if (known !== undefined) return known;
    if (remembered.size >= REMEMBERED) remembered.clear();
    const left = redact(text);
    remembered.set(text, left);
    return left;
  };
}

/** The name as it was, with its quotes, and in place of the value that there was one. */
function redactNamed(found: readonly unknown[]): string {
  const groups = found.slice(1, -2).filter((group): group is string => typeof group === 'string');
  const [name = '', value = ''] = groups;
  const [quote = ''] = /^\\{0,7}["']/.exec(value) ?? [];
  if (quote === '') return `${name}${REDACTED}`;
  const isClosed = quote.length === 1 && value.length > 1 && value.endsWith(quote);
  const isEmpty = value.length === quote.length + (isClosed ? 1 : 0);
  return isEmpty ? `${name}${value}` : `${name}${quote}${REDACTED}${isClosed ? quote : ''}`;
}
