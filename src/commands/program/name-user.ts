/**
 * Who runs the program: as the environment says, else as the system does. In a container neither may know a name.
 *
 * @example
 * nameUser({}, () => userInfo().username, 12345); // 'uid 12345', where the system has no user of that number
 */
export function nameUser(
  { USER, LOGNAME }: Readonly<Record<string, string | undefined>>,
  askSystem: () => string,
  uid: number | undefined,
): string {
  const named = USER || LOGNAME;
  if (named) return named;
  try {
    return askSystem();
  } catch {
    return uid === undefined ? 'unknown' : `uid ${uid}`;
  }
}
