/**
 * A sentence or two in two voices: the whole, with the figures of every test, and in plain words, without them. Both come
 * of one template, so that no sentence is written twice.
 */
export interface Told {
  /** The whole: words, and the tests behind them. */
  readonly text: string;
  /** Without the figures of tests. */
  readonly inWords: string;
  /** The figures that the plain words leave out, a piece each, in order. */
  readonly figures: readonly string[];
}

/**
 * Tells a text whose parts may have two voices; the others are the same in both.
 *
 * @example
 * tell`Nothing heard in ${'30 min'}${aside('Poisson test, p = 0.002')}.`;
 * // text: 'Nothing heard in 30 min (Poisson test, p = 0.002).'
 * // inWords: 'Nothing heard in 30 min.', figures: ['Poisson test, p = 0.002']
 */
export function tell(between: TemplateStringsArray, ...parts: readonly (Told | string | number)[]): Told {
  const all: (Told | string | number)[] = [];
  between.forEach((text, place) => {
    all.push(text, parts[place] ?? '');
  });
  return joinTold(all);
}

/** Joins texts of one voice or two. */
export function joinTold(parts: readonly (Told | string | number)[], separator = ''): Told {
  let [text, inWords] = ['', ''];
  const figures: string[] = [];
  parts.forEach((part, place) => {
    if (place > 0) {
      text += separator;
      inWords += separator;
    }
    if (typeof part === 'object') {
      text += part.text;
      inWords += part.inWords;
      figures.push(...part.figures);
    } else {
      text += part;
      inWords += part;
    }
  });
  return { text, inWords, figures };
}

/** Figures in brackets behind the words that they prove. */
export function aside(figures: string): Told {
  return { text: ` (${figures})`, inWords: '', figures: [figures] };
}

/** A sentence that is all figures, behind another. */
export function sentenceOfFigures(figures: string): Told {
  return { text: ` ${figures}.`, inWords: '', figures: [figures] };
}

/** What each voice says in its own way; `figures` are those that the plain one leaves out. */
export function either(text: string, inWords: string, figures: readonly string[] = []): Told {
  return { text, inWords, figures };
}

/** A text alone, of what tells more than it. */
export function onlyTold({ text, inWords, figures }: Told): Told {
  return { text, inWords, figures };
}

/** With a capital letter in both voices. */
export function capitaliseTold({ text, inWords, figures }: Told): Told {
  return either(capitalise(text), capitalise(inWords), figures);
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
