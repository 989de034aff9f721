import type { CommandList } from './listed-command.js';

/** Every command, in the order of the help. */
export const COMMANDS: CommandList = {
  ingest: {
    summary: 'load OOPSes from repositories and files',
    takes: '[path...]',
    load: async () => (await import('../ingest/ingest.js')).ingestCommand,
  },
  status: {
    summary: 'tell how fresh the data is, and what is open',
    takes: '',
    load: async () => (await import('../status.js')).statusCommand,
  },
  doctor: {
    summary: 'look whether the database is sound, and repair it',
    takes: '',
    load: async () => (await import('../doctor/doctor.js')).doctorCommand,
  },
  rejects: {
    summary: 'list what ingest could not read, and why',
    takes: '',
    load: async () => (await import('../rejects.js')).rejectsCommand,
  },
  config: {
    summary: 'write a first config, and check what it means',
    takes: '',
    load: async () => (await import('../config/config.js')).configCommand,
  },
  windows: {
    summary: 'keep the log of outage windows',
    takes: '',
    load: async (words) => (await import('../windows/windows.js')).loadWindowsCommand(words),
  },
  daily: {
    summary: 'report what failed in a day, without what outages explain',
    takes: '[date...]',
    load: async () => (await import('../daily/daily.js')).dailyCommand,
  },
  outage: {
    summary: 'report how every system failed, and whether it recovered',
    takes: '[outage...]',
    load: async () => (await import('../outage/outage.js')).outageCommand,
  },
  watch: {
    summary: 'watch an outage while it lasts, and report it in the end',
    takes: '[outage]',
    load: async () => (await import('../watch/watch.js')).watchCommand,
  },
  outages: {
    summary: 'list all outages and how they went, with trends',
    takes: '',
    load: async () => (await import('../outages.js')).outagesCommand,
  },
  show: {
    summary: 'show everything about one OOPS',
    takes: '<oops-id>',
    load: async () => (await import('../show.js')).showCommand,
  },
  why: {
    summary: 'say why an OOPS was, or was not, left out of the normal report',
    takes: '<oops-id>',
    load: async () => (await import('../why.js')).whyCommand,
  },
  export: {
    summary: 'write OOPSes so that they can be loaded again',
    takes: '',
    load: async () => (await import('../export.js')).exportCommand,
  },
  republish: {
    summary: 'send a repository of reports into RabbitMQ',
    takes: '<path...>',
    load: async () => (await import('../republish.js')).republishCommand,
  },
  bug: {
    summary: 'tie a signature to the bug that tracks it',
    takes: '',
    load: async () => (await import('../bug.js')).bugCommand,
  },
  query: {
    summary: 'list or count OOPSes by anything known of them',
    takes: '',
    load: async () => (await import('../query.js')).queryCommand,
  },
  sql: {
    summary: 'ask in SQL; it can only read',
    takes: '[statement]',
    load: async () => (await import('../sql.js')).sqlCommand,
  },
  serve: {
    summary: 'serve the reports as web pages',
    takes: '',
    load: async () => (await import('../serve.js')).serveCommand,
  },
  db: {
    summary: 'make the tables of a database, or bring them up to date',
    takes: '',
    load: async () => (await import('../db/db.js')).dbCommand,
  },
  copy: {
    summary: 'copy one database to another',
    takes: '<from> <to>',
    load: async () => (await import('../copy/copy.js')).copyCommand,
  },
  prune: {
    summary: 'delete old OOPSes that nobody refers to',
    takes: '',
    load: async () => (await import('../prune/prune.js')).pruneCommand,
  },
  completion: {
    summary: 'print what makes a shell complete what is typed',
    takes: '<shell>',
    load: async () => (await import('../completion/completion.js')).completionCommand,
  },
};
