import { createInterface } from 'node:readline';
import type { CommandContext } from '../program/context.js';

/** Asks somebody at a terminal, one question after another. */
export interface Asker {
  /** Whether the answer is yes: `y` or `yes`. Anything else, and the end of the input, is no. */
  ask(question: string): Promise<boolean>;
  /** Leaves the input to others. */
  close(): void;
}

/** Asks on stderr, and reads a line of stdin for each question. Nothing is read before the first one. */
export function createAsker({ stderr, stdin }: Pick<CommandContext, 'stderr' | 'stdin'>): Asker {
  let reader: { lines: AsyncIterator<string>; close: () => void } | undefined;
  return {
    async ask(question) {
      reader ??= openReader(stdin);
      stderr.write(`${question} [y/N] `);
      const { value, done } = await reader.lines.next();
      if (done) stderr.write('\n');
      return !done && /^\s*y(es)?\s*$/i.test(value);
    },
    close: () => reader?.close(),
  };
}

function openReader(stdin: CommandContext['stdin']) {
  const reading = createInterface({ input: stdin, terminal: false });
  return { lines: reading[Symbol.asyncIterator](), close: () => reading.close() };
}
