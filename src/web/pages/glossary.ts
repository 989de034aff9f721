import { GLOSSARY } from '../../reports/glossary/glossary.js';
import { renderGlossaryHtml } from '../../reports/glossary/render-html.js';
import { printJson } from '../../reports/layout/outputs.js';
import { ADDRESSES } from '../addresses.js';
import { frameReport } from '../frame-page.js';
import { type PageMaker, page } from '../page.js';

/** The words of the reports, explained. */
export const glossaryPage: PageMaker = {
  async make({ format }, context) {
    if (format === 'json') return page('json', printJson(GLOSSARY));
    const look = await frameReport(context, {
      address: ADDRESSES.glossary,
      place: 'glossary',
      formats: ['json'],
    });
    return page('html', renderGlossaryHtml(look));
  },
};
