import type { WebDeps } from '../deps.ts';
import { type ActLog, createActLog } from './acts.ts';
import { createLimits, type Limits } from './limits.ts';
import { createSessions, type Sessions } from './sessions.ts';

/** What the guards of one site remember together. */
export interface GuardState {
  readonly sessions: Sessions;
  readonly limits: Limits;
  readonly acts: ActLog;
}

/** Nobody has come yet. */
export function createGuardState(deps: WebDeps): GuardState {
  return { sessions: createSessions(), limits: createLimits(), acts: createActLog(deps) };
}
