import { HtmlValidate } from 'html-validate';

const VALIDATOR = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: {
    // How a page is written down is its template's matter.
    'attribute-boolean-style': 'off',
    'no-trailing-whitespace': 'off',
    'void-style': 'off',
    'long-title': 'off',
    // Charts are drawn by their attributes.
    'no-inline-style': 'error',
  },
});

/** What is wrong with the HTML of a page, a line each; none where it is valid. */
export async function faultsOfHtml(address: string, body: string): Promise<string[]> {
  const { results } = await VALIDATOR.validateString(body);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `${address}:${line} ${ruleId}: ${message}`),
  );
}
