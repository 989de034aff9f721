/** The kinds of daily summary: they differ in their sections and in the rules that count an OOPS as one of them. */
export const SUMMARY_KINDS = ['webapp', 'codehosting', 'checkwatches', 'ubuntuone', 'generic'] as const;
export type SummaryKind = (typeof SUMMARY_KINDS)[number];
