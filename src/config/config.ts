import type { FailureMode } from '../oops/classes/failure-mode.js';
import type { OopsRules } from '../oops/classes/rules.js';
import type { RowSettings } from '../oops/events/document-settings.js';
import type { SummaryKind } from '../oops/oops.js';
import type { Schedule } from '../outages/schedule.js';
import type { WindowColumnMap } from '../outages/window-log/mapped-json/column-map.js';

export { SUMMARY_KINDS, type SummaryKind } from '../oops/oops.js';

/** How a system behaves while what it depends on is away. */
export const DURING = ['fails', 'unaffected'] as const;
export type During = (typeof DURING)[number];

/** A named group of reporters. */
export interface SystemConfig {
  readonly name: string;
  /** Id prefixes or reporter names; `*` and `?` match; compared without regard to case. */
  readonly reporters: readonly string[];
  readonly during: During;
  /** Replaces the global list for this system; null: the global list serves. Empty for `during: unaffected`. */
  readonly expectedFailures: readonly FailureMode[] | null;
}

/** A named set of systems that gets its own summary. */
export interface GroupConfig {
  readonly name: string;
  readonly systems: readonly string[];
  readonly summary: SummaryKind;
  readonly recipients: readonly string[];
  readonly active: boolean;
}

/** How far around a window an OOPS can belong to it, in milliseconds. */
export interface AttributionSettings {
  /** How far clocks and window log may be apart. */
  readonly clockTolerance: number;
  /** How long after its end an expected failure still belongs to it. */
  readonly recoveryGrace: number;
  /** How long a window without an end attributes. */
  readonly openWindowCap: number;
}

/** How long to look before and after an outage, in milliseconds, and how sure to be. */
export interface VerdictSettings {
  readonly baseline: number;
  readonly observation: number;
  readonly minimumObservation: number;
  /** Until when after its end an outage is followed up where the observation gave no evidence. */
  readonly followUp: number;
  /** A p-value below it decides. */
  readonly alpha: number;
  /** An outage is as expected only where at least this share of the systems in its downtime is; above 0, at most 1. */
  readonly minimumShare: number;
  /** How long a report may take from being written to being readable, in milliseconds. */
  readonly deliveryLag: number;
}

/** What is special about some of the places that are read. */
export interface InputConfig {
  /** Matches paths of sources, see `createDeliveryLag`. */
  readonly files: string;
  /** In place of `verdict.deliveryLag`, in milliseconds; null: that one serves. */
  readonly deliveryLag: number | null;
  /** How its lines are read, as far as that is said. */
  readonly rows: Partial<RowSettings>;
}

/** How windows are read from JSON of a shape of its own. */
export interface WindowSourceConfig {
  /** Matches paths of files, as that of `inputs` does. */
  readonly files: string;
  readonly columns: WindowColumnMap;
}

/** How silences of Alertmanager are read as windows. */
export interface SilenceSettings {
  /** The labels whose values name systems in the matchers: the first that a silence has counts. */
  readonly labels: readonly string[];
}

/** Who may send events to the receiver. */
export interface ReceiverConfig {
  /** The keys of each project, by its id: those of its DSNs. None at all: whoever is on this machine may. */
  readonly keys: Readonly<Record<string, readonly string[]>>;
}

/** What stays, and what goes too, when old OOPSes are deleted. */
export interface PruneConfig {
  /** Text files: what they name stays. */
  readonly keepReferenced: readonly string[];
  /** Whether the reports on disk are deleted too. */
  readonly files: boolean;
}

/** Everything that oops-report.yaml can say, with the defaults filled in. */
export interface Config {
  /** In the order of the file. */
  readonly systems: readonly SystemConfig[];
  readonly expectedFailures: readonly FailureMode[];
  readonly toleratedFailures: readonly FailureMode[];
  readonly neverSuppress: readonly FailureMode[];
  readonly groups: readonly GroupConfig[];
  readonly attribution: AttributionSettings;
  readonly verdict: VerdictSettings;
  /** The first whose pattern matches counts. */
  readonly inputs: readonly InputConfig[];
  /** Names of Sentry's projects by their ids. */
  readonly projects: Readonly<Record<string, string>>;
  readonly receiver: ReceiverConfig;
  /** The first whose pattern matches counts. */
  readonly windowSources: readonly WindowSourceConfig[];
  readonly silences: SilenceSettings;
  /** A file must have been left alone for so long before it is read, in milliseconds. */
  readonly settlingTime: number;
  /** How long OOPSes are kept, by their time, in milliseconds; null: for ever. */
  readonly retention: number | null;
  /** What prunes by itself, by `retention`, does besides. */
  readonly prune: PruneConfig;
  /** Null when no schedule is kept. */
  readonly schedule: Schedule | null;
  /** With `{id}` where the bug's number goes. */
  readonly bugUrl: string;
  /** The zone of the days that daily reports, as an IANA name. */
  readonly timezone: string;
  /** The page of an OOPS, with `{id}` where its id goes; null: OOPSes are not linked. */
  readonly oopsUrl: string | null;
  readonly mail: MailConfig;
  /** Hosts whose links, and those of their subdomains, count as our own. */
  readonly localReferrers: readonly string[];
  /** The built-in rules, with those of `classification`, `normalisation` and `redact`. */
  readonly rules: OopsRules;
  /** Users are hashed, with the key of the environment: see `USER_KEY_VARIABLE`. */
  readonly hashesUsers: boolean;
  /** Whoever may run the program may see originals as they are, when they ask for it. */
  readonly allowsUnredacted: boolean;
}

/**
 * How a connection to a mail server is secured. `starttls`: turned into TLS before anything is said, or given up;
 * `tls`: TLS from the start; `none`; `auto`: as `starttls` where a user logs in, else TLS where the server offers it.
 */
export const MAIL_SECURITY = ['auto', 'starttls', 'tls', 'none'] as const;
export type MailSecurity = (typeof MAIL_SECURITY)[number];

/** What a config says of mail; null where it says nothing. */
export interface MailConfig {
  readonly host: string | null;
  readonly port: number | null;
  readonly security: MailSecurity;
  readonly user: string | null;
  /** `oops@example.com`, or with a name in front: `Summaries <oops@example.com>`. */
  readonly from: string | null;
}
