import { UserError } from '../../user-error.js';
import type { StoreAddress } from '../address/address.js';
import type { ExamineOptions, Health, Repair, RepairOptions } from './health.js';

/**
 * Looks whether the store at an address is sound; nothing of it is changed. Throws a UserError where it cannot be asked: it is not
 * there, is locked, is none of ours, or cannot be opened at all.
 */
export async function examineStore(address: StoreAddress, options: ExamineOptions): Promise<Health> {
  if (address.engine === 'clickhouse') throw refuseClickHouse();
  const { examineSqlite } = await import('../sqlite/doctor/examine.js');
  return examineSqlite(address, options);
}

/**
 * Makes a damaged store anew from what can be read of it. Killed at any moment, it is as it was before, or repaired. Throws a
 * UserError where that cannot be done.
 */
export async function repairStore(address: StoreAddress, options: RepairOptions): Promise<Repair> {
  if (address.engine === 'clickhouse') throw refuseClickHouse();
  const { repairSqlite } = await import('../sqlite/repair/repair.js');
  return repairSqlite(address, options);
}

function refuseClickHouse(): UserError {
  return new UserError(
    'doctor works on a database in a file. ClickHouse has checksums of its own: ask its servers with CHECK TABLE.',
  );
}
