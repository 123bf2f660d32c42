/** Loaded before the program: a process whose test is gone, whatever became of it, goes too. */
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
// Nothing is ever said there, so nobody waits for it.
process.channel?.unref();
