/** The name of the cluster that two shards form. */
export const CLUSTER = 'two';

/** Who may do everything, with a password, as a production server would have it. */
export const USER = 'oops';

/** Who may only read (`readonly` is 1: no settings either), with the same password. */
export const READER = 'reader';

/** The password of both. */
export const PASSWORD = 'secret';

/** What one server may take, in bytes, so that two of them do no harm on a small machine. */
const MEMORY = 1_500_000_000;

/**
 * The config of a server for tests, as XML: users and cluster in one file, which refers to itself. Whoever starts it out of the
 * library is the user `default`, who has no password and comes from this machine.
 *
 * @param file where it will be written
 * @param tcpPorts of all shards; of one there is no cluster
 */
export function serverConfig(file: string, tcpPorts: readonly number[]): string {
  return `<clickhouse>
  <logger><level>none</level></logger>
  <users_config>${file}</users_config>
  <max_server_memory_usage>${MEMORY}</max_server_memory_usage>
  <remote_servers>${tcpPorts.length > 1 ? cluster(tcpPorts) : ''}</remote_servers>
  <profiles><default/><readonly><readonly>1</readonly></readonly></profiles>
  <quotas><default/></quotas>
  <users>${user('default', '', 'default')}${user(USER, PASSWORD, 'default')}${user(READER, PASSWORD, 'readonly')}</users>
</clickhouse>
`;
}

function cluster(tcpPorts: readonly number[]): string {
  const shards = tcpPorts.map(
    (port) => `<shard><internal_replication>true</internal_replication><replica>
    <host>127.0.0.1</host><port>${port}</port><user>${USER}</user><password>${PASSWORD}</password>
  </replica></shard>`,
  );
  return `<${CLUSTER}>${shards.join('')}</${CLUSTER}>`;
}

function user(name: string, password: string, profile: string): string {
  return `<${name}><password>${password}</password><networks><ip>127.0.0.1</ip></networks>
  <profile>${profile}</profile><quota>default</quota></${name}>`;
}
