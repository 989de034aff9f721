// Loaded into a measured Node process: tells its peak memory, in KB, and its processor time, in seconds, when it ends.
process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  process.stderr.write(`peak ${maxRSS}\ncpu ${(userCPUTime + systemCPUTime) / 1e6}\n`);
});
