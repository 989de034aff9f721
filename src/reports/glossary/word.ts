/** A word of the reports, explained. */
export interface GlossaryWord {
  /** What names it in an address: `/glossary#disposition`. */
  readonly id: string;
  readonly word: string;
  /** What it means, in sentences. */
  readonly meaning: string;
  /** The ids of the words that it is best read with. */
  readonly see: readonly string[];
}

/** Words that belong together. */
export interface GlossaryPart {
  readonly id: string;
  readonly title: string;
  readonly words: readonly GlossaryWord[];
}

/** A word that is named as it is written. */
export function word(id: string, meaning: string, ...see: readonly string[]): GlossaryWord {
  return { id, word: id.replaceAll('-', ' '), meaning, see };
}
