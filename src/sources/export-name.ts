/** Whether a file is an export by its name: `.ndjson`, `.jsonl` or `.csv`, also with `.gz` behind it. */
export function isExportName(path: string): boolean {
  return /\.(ndjson|jsonl|csv)(\.gz)?$/i.test(path);
}
