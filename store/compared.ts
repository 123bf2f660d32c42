/**
 * Probes whose past some rules compare. The table `compared` holds their observations with data apart, so that those of a few servers are read without
 * their neighbours; of other probes, all observations are looked through. Another probe here takes a migration that feeds it.
 */
export const comparedProbes: ReadonlySet<string> = new Set(['key', 'nodeinfo']);
