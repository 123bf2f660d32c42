/** The rule whose alert always fires while the analyzer works: when it stops coming, the monitor is dead. */
export const aliveRule = 'monitor.alive';
