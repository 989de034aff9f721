import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml';
import { UserError } from '../user-error.js';

/** Where in a document something is: keys and indexes from the top. */
export type DocumentPath = readonly PropertyKey[];

/** A YAML text as data, and where in the text each part of it stands. */
export interface YamlDocument {
  /** Texts, arrays and maps. Every scalar is the text that was written, so that `1`, `on` and dates stay what they are. */
  readonly data: unknown;
  /** The line of a key or list item, from 1; when it is not written there, that of the nearest part above it. */
  lineOf(path: DocumentPath): number;
}

interface Fault {
  readonly offset: number;
  readonly message: string;
}

type Parsed = ReturnType<typeof parseDocument>;

/** Aliases multiply what they stand for: past this count the library refuses, so that a small file stays small. */
const MOST_ALIASES = 100;

/**
 * Reads a YAML text; `path` names it in errors. Throws a UserError, with the line, for what is no YAML, a key given
 * twice, an alias of nothing, or aliases that make a huge document of a small one.
 *
 * @example
 * readYaml('a:\n  b: 1', 'x.yaml').lineOf(['a', 'b']); // 2
 */
export function readYaml(text: string, path: string): YamlDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines, prettyErrors: false });
  const fault = findSyntaxFault(document, text) ?? findStrayAlias(document);
  if (fault) throw new UserError(`${path} line ${lines.linePos(fault.offset).line}: ${fault.message}`);
  return {
    data: plainData(document, path),
    lineOf: (at) => lines.linePos(offsetOf(document, at)).line,
  };
}

/** Warnings count too: they tell of tags without a meaning, such as `!!float`. */
function findSyntaxFault(document: Parsed, text: string): Fault | undefined {
  const error = document.errors[0] ?? document.warnings[0];
  if (!error) return undefined;
  const [offset] = error.pos;
  if (error.code === 'DUPLICATE_KEY') {
    const [key] = text.slice(offset).split(/\s*[:\n]/, 1);
    return { offset, message: `${key} is given twice. Keep one of them.` };
  }
  if (error.code === 'BAD_ALIAS') return { offset, message: QUOTE_STARS };
  return { offset, message: `the YAML cannot be read. ${error.message.replace(/\s+/g, ' ')}.` };
}

/** Such as the pattern `*-cron` without quotes. An anchor has to stand before its alias. */
function findStrayAlias(document: Parsed): Fault | undefined {
  const anchors = new Set<string>();
  let fault: Fault | undefined;
  visit(document, {
    Node(_key, node) {
      if (!isAlias(node)) {
        if (node.anchor) anchors.add(node.anchor);
      } else if (!anchors.has(node.source)) {
        fault = {
          offset: node.range?.[0] ?? 0,
          message: `*${node.source} stands for nothing. ${QUOTE_STARS}`,
        };
        return visit.BREAK;
      }
      return undefined;
    },
  });
  return fault;
}

const QUOTE_STARS = 'A text that begins with * needs quotes, "*" for example.';

function plainData(document: Parsed, path: string): unknown {
  try {
    return document.toJS({ mapAsMap: true, maxAliasCount: MOST_ALIASES });
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    throw new UserError(`${path}: its aliases make too large a document. Write out what they stand for.`);
  }
}

function offsetOf(document: Parsed, path: DocumentPath): number {
  let offset = document.contents?.range?.[0] ?? 0;
  let node: unknown = document.contents;
  for (const step of path) {
    let place: unknown;
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
      place = pair?.key;
      node = pair?.value;
    } else if (isSeq(node)) {
      place = node.items[Number(step)];
      node = place;
    }
    offset = (place as Node | undefined)?.range?.[0] ?? offset;
  }
  return offset;
}
