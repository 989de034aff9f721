/** The name under which editors look for the schema of the config, beside it. */
export const SCHEMA_FILE = 'oops-report.schema.json';
