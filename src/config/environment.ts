/** The variables of the environment, and the files where they are not set, that say what a command works on. */

/** The environment variable that names the config when no option does. */
export const CONFIG_VARIABLE = 'OOPS_REPORT_CONFIG';

/** The environment variable that names the database. */
export const DATABASE_VARIABLE = 'OOPS_REPORT_DB';

/** The database when neither option nor environment names one, in the current folder. */
export const DEFAULT_DATABASE = 'oops-report.db';

/** The environment variable with the address of the broker, where others cannot read its password as they can an option. */
export const BROKER_VARIABLE = 'OOPS_REPORT_AMQP';

/** The environment variable with the password for a broker whose address holds none. */
export const BROKER_PASSWORD_VARIABLE = 'OOPS_REPORT_AMQP_PASSWORD';
