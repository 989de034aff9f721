import { type DocumentObject, type DocumentValue, isDictionary } from '../../formats/document-value.js';
import { scalarText } from '../logs/line/log-line.js';
import { attributesFrom } from './any-value.js';
import { elementsOf, hasField, messageOf } from './fields.js';

/** What stands around records or spans: the program that they are of, and the part of it that wrote them. */
export interface Scope {
  /** The attributes of the program, its name excepted. */
  readonly resource: DocumentObject;
  /** `namespace/name` of the service; null where it has neither. */
  readonly service: string | null;
  /** Name, version and attributes of the library or logger, as keys of attributes. */
  readonly scope: DocumentObject;
}

/** The names of the lists of one kind of data, today's first. */
export interface ScopeNames {
  readonly scopes: readonly string[];
  readonly records: readonly string[];
}

/** A record or span, or what stands in its place, and what stands around it. */
export interface ScopedRecord {
  readonly record: DocumentValue;
  readonly around: Scope;
}

/**
 * Goes over the records of the program of one resource.
 *
 * @throws ReportError when an attribute is nested without end.
 */
export function* recordsOf(
  message: DocumentObject,
  { scopes, records }: ScopeNames,
): Generator<ScopedRecord> {
  const attributes = attributesFrom(messageOf(message, 'resource'));
  const { 'service.name': name, 'service.namespace': namespace, ...resource } = attributes;
  const parts = [namespace, name].map(scalarText).filter((part) => part !== null);
  const program = { resource, service: parts.length === 0 ? null : parts.join('/') };
  for (const group of elementsOf(message, ...scopes)) {
    const around = { ...program, scope: isDictionary(group) ? scopeFrom(group) : {} };
    const found = isDictionary(group) ? elementsOf(group, ...records) : [group];
    for (const record of found) yield { record, around };
  }
}

function scopeFrom(group: DocumentObject): DocumentObject {
  const scope = messageOf(group, hasField(group, 'scope') ? 'scope' : 'instrumentationLibrary');
  return { ...attributesFrom(scope), 'otel.scope.name': scope.name, 'otel.scope.version': scope.version };
}
