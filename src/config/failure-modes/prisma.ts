/** What Prisma throws, whatever the database. Names of its errors: the reference of Prisma Client. */
export const PRISMA_ERRORS = [
  'PrismaClientInitializationError',
  'PrismaClientKnownRequestError',
  'PrismaClientUnknownRequestError',
] as const;

/** P1001, P1017, and the unknown error of a closed connection: issues 12305, 30021 and 5947 of prisma/orm. */
export const PRISMA_AWAY = [
  "Can't reach database server",
  'Server has closed the connection',
  'Error \\{ kind: Closed',
] as const;
