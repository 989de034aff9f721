/** The parts between the lines that are borders, which are left out. */
export function splitAtLines(lines: readonly string[], isBorder: (line: string) => boolean): string[][] {
  const parts: string[][] = [[]];
  for (const line of lines) {
    if (isBorder(line)) parts.push([]);
    else parts.at(-1)?.push(line);
  }
  return parts;
}

/** How the heads of a stack's exceptions are found. */
export interface HeadRules {
  /** What of a line begins a head; null where it begins none. */
  readonly headOf: (line: string, isInMessage: boolean) => string | null;
  /** Whether no line after this one belongs to the message, as behind a frame. */
  readonly endsMessage: (line: string) => boolean;
}

/**
 * The heads of a stack's exceptions, each with the lines of its message, which are moved left as far as the head is
 * indented. The first line of the stack begins one, unless it is a frame.
 */
export function collectHeads(lines: readonly string[], { headOf, endsMessage }: HeadRules): string[] {
  const heads: string[][] = [];
  let indent = 0;
  let isInMessage = false;
  for (const [index, line] of lines.entries()) {
    const ends = endsMessage(line);
    const head: string | null = headOf(line, isInMessage) ?? (index === 0 && !ends ? line : null);
    if (head !== null) {
      heads.push([head]);
      indent = indentOf(line);
    } else if (isInMessage && !ends) {
      heads.at(-1)?.push(line.slice(Math.min(indent, indentOf(line))));
    }
    isInMessage = !ends && (isInMessage || head !== null);
  }
  return heads.map((head) => head.join('\n'));
}

/** The spaces before the text of a line. */
function indentOf(line: string): number {
  return line.length - line.replace(/^ +/, '').length;
}
