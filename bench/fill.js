// node bench/fill.js DATABASE COUNT: writes so many OOPSes of one day as ingest does, without reading reports.
import { fillDatabase } from './fill-database.js';

const [path, count] = process.argv.slice(2);
fillDatabase(path, { storm: Number(count) / 10, others: (Number(count) * 9) / 10 });
