import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import defederation from '../../../dashboards/grafana/boards/defederation.json' with { type: 'json' };
import licence from '../../../dashboards/grafana/boards/licence.json' with { type: 'json' };
import now from '../../../dashboards/grafana/boards/now.json' with { type: 'json' };
import ourselves from '../../../dashboards/grafana/boards/ourselves.json' with { type: 'json' };
import relations from '../../../dashboards/grafana/boards/relations.json' with { type: 'json' };
import server from '../../../dashboards/grafana/boards/server.json' with { type: 'json' };

/** A type of the SDK as JSON can have it: of a closed set of words the compiler knows only that they are words, and there are no functions. */
type InJson<T> = T extends string
  ? string
  : T extends number
    ? number
    : T extends readonly (infer Each)[]
      ? readonly InJson<Each>[]
      : T extends object
        ? { readonly [K in keyof T as T[K] extends (...given: never) => unknown ? never : K]: InJson<T[K]> }
        : T;

/**
 * The committed boards, by the name of their file. That this compiles is the check: every member that Grafana's own types know has its type, and none that they
 * want is absent. Members that they do not know are not found so.
 */
export const typedBoards = {
  defederation,
  licence,
  now,
  ourselves,
  relations,
  server,
} as const satisfies Readonly<Record<string, InJson<Dashboard>>>;
