/** What a replacement of the signatures stands for. */
interface Placeholder {
  /** A regular expression. */
  readonly pattern: string;
  /** It finds little else, so that a pattern of nothing but it still says something. */
  readonly isNarrow: boolean;
}

const narrow = (pattern: string): Placeholder => ({ pattern, isNarrow: true });
const wide = (pattern: string): Placeholder => ({ pattern, isNarrow: false });

/** What the replacements of the built-in signature rules stand for. */
export const PLACEHOLDERS: Readonly<Partial<Record<string, Placeholder>>> = {
  $ADDRESS: narrow('0[xX][0-9a-fA-F]+L?'),
  $INT: narrow('-?\\d+'),
  '$INT ... $INT': narrow('-?\\d+[-\\d\\s,]+'),
  $DECIMAL: narrow('-?[\\d.]+'),
  $UUID: narrow('[0-9a-fA-F-]{36}'),
  $HEX: narrow('[0-9a-fA-F]+'),
  $EMAIL: narrow('\\S+@\\S+'),
  $IP: narrow('[0-9a-fA-F.:]+(?:%\\w+)?'),
  $PORT: narrow('\\d+'),
  $DATE: narrow('\\d{4}[-/]\\d\\d[-/]\\d\\d'),
  $TIME: wide('.*?\\d.*?'),
  $DURATION: narrow('\\d[\\d.]* ?[a-zµμ]+[\\d.a-zµμ]*'),
  $SIZE: narrow('[\\d.]+[a-zA-Z]+'),
  $URL: wide('\\S+'),
  $QUERY: wide('\\S+'),
  $USER: wide('\\S+?'),
  $BRANCH: wide('\\S+'),
  $PATH: wide('.+?'),
  $STRING: wide('.*?'),
};
