/** The variables of the environment, and the files where they are not set, that say what a command works on. */

/** The environment variable that names the config when no option does. */
export const CONFIG_VARIABLE = 'OOPS_REPORT_CONFIG';

/** The environment variable that names the database. */
export const DATABASE_VARIABLE = 'OOPS_REPORT_DB';

/** The environment variable with the password for a database on a server, whose address holds none. */
export const DATABASE_PASSWORD_VARIABLE = 'OOPS_REPORT_DB_PASSWORD';

/** The environment variable that names a file with that password, in place of it. */
export const DATABASE_PASSWORD_FILE_VARIABLE = 'OOPS_REPORT_DB_PASSWORD_FILE';

/** The variable by which other clients of ClickHouse are told the password: it serves where neither of ours is set. */
export const CLICKHOUSE_PASSWORD_VARIABLE = 'CLICKHOUSE_PASSWORD';

/** The database when neither option nor environment names one, in the current folder. */
export const DEFAULT_DATABASE = 'oops-report.db';

/** The environment variable with the key by which users are hashed where the config says so (`redact.users`). */
export const USER_KEY_VARIABLE = 'OOPS_REPORT_USER_KEY';

/** The environment variable with the address of the broker, where others cannot read its password as they can an option. */
export const BROKER_VARIABLE = 'OOPS_REPORT_AMQP';

/** The environment variable with the password for a broker whose address holds none. */
export const BROKER_PASSWORD_VARIABLE = 'OOPS_REPORT_AMQP_PASSWORD';
