/** Where the pages of systems lead to: addresses, percent-encoded. */
export interface SystemPages {
  readonly systems: string;
  readonly system: (name: string) => string;
  readonly type: (type: string) => string;
  readonly outage: (id: string) => string;
  readonly explanation: (outage: string, system: string) => string;
  readonly day: (date: string) => string;
}
