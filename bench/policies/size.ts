/** What the goals are about: servers that publish a list, and entries of each. */
export const fullServers = 20_000;
export const entriesEach = 500;

/** How many servers a run is about, as it was asked for. @throws {Error} for what is no such number. */
export function serversOf(text: string): number {
  const servers = Number(text);
  if (Number.isInteger(servers) && servers >= 100 && servers <= fullServers) return servers;
  throw new Error(`--servers is a whole number from 100 to ${fullServers}`);
}

/** After how many minutes a run is ended, as it was asked for. @throws {Error} for what is no such number. */
export function minutesOf(text: string): number {
  const minutes = Number(text);
  if (minutes >= 1 && minutes <= 600) return minutes;
  throw new Error('--minutes is a number from 1 to 600');
}

/** How much of the goal's size a run is, for people. */
export function sizeWords(servers: number): string {
  const count = `${servers.toLocaleString('en')} servers`;
  return servers === fullServers ? count : `${count} of ${fullServers.toLocaleString('en')}`;
}
