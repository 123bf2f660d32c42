import type { Reach } from '../../../analyzer/defederation/reach.ts';
import type { Line } from '../../panels/shape.ts';
import { type Markup, markup } from '../markup.ts';
import { chart } from './chart.ts';
import { lineOption } from './chart-options.ts';

const height = 260;

/** The reach of a server as lines over time, in percent. Undefined: fewer than two points are known, and one is no line. */
export function reachPicture(reach: readonly Reach[]): Markup | undefined {
  const known = reach.filter(({ peers }) => peers > 0);
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined || known.length < 2) return undefined;
  const lines = [
    lineOf('Servers that accept it', known, ({ accepting, peers }) => accepting / peers),
    lineOf('By active users', known, ({ bySize }) => bySize),
  ].filter(({ points }) => points.length > 0);
  const option = lineOption(lines, { unit: 'percent' }, { from: first.at, to: last.at });
  return markup`${chart({ label: 'Reach over time, as the table below has it', height, beginsAt: 'newest', option })}`;
}

function lineOf(name: string, reach: readonly Reach[], share: (one: Reach) => number | undefined): Line {
  const points = reach.flatMap((one) => {
    const value = share(one);
    return value === undefined ? [] : [[Date.parse(one.at), value * 100] as const];
  });
  return { name, points };
}
