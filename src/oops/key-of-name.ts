/** Ids and names of reporters are compared without regard to the case of A to Z: this is equal where they are. */
export function keyOfName(name: string): string {
  return name.toWellFormed().replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
