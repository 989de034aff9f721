import { dressPage, type PageDress } from '../layout/dress-page.js';
import type { PageLink } from '../layout/frame.js';
import type { SectionLink } from '../layout/links.js';
import type { Look } from '../layout/outputs.js';
import { compileTemplate } from '../layout/templates.js';
import { GLOSSARY } from './glossary.js';

/** What `templates/pages/glossary.html.hbs` shows. */
interface GlossaryPage extends PageDress {
  readonly heading: string;
  readonly sections: readonly SectionLink[];
  readonly parts: readonly {
    readonly id: string;
    readonly title: string;
    readonly words: readonly {
      readonly id: string;
      readonly word: string;
      readonly meaning: string;
      readonly see: readonly PageLink[];
    }[];
  }[];
}

let template: ((page: GlossaryPage) => string) | undefined;

/** Lays the words out as a page: each has its id, which links lead to. */
export function renderGlossaryHtml(look: Pick<Look, 'imprint' | 'frame'>): string {
  template ??= compileTemplate<GlossaryPage>('pages/glossary', 'html');
  const named = new Map(GLOSSARY.flatMap(({ words }) => words.map(({ id, word }) => [id, word])));
  return template({
    ...dressPage(look),
    heading: 'Words of the reports',
    sections: GLOSSARY.map(({ id, title }) => ({ id: `part-${id}`, title, count: '' })),
    parts: GLOSSARY.map(({ id, title, words }) => ({
      ...{ id: `part-${id}`, title },
      words: words.map((one) => ({
        ...one,
        see: one.see.map((other) => ({ href: `#${other}`, text: named.get(other) ?? other })),
      })),
    })),
  });
}
