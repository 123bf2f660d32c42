import type { Aim, Edge, Graph } from '../../panels/graph.ts';
import type { ChartOption } from './chart.ts';
import { shortName } from './chart-options.ts';

const width = 640;
const rowHeight = 24;
/** Names stand outside of the nodes: so much of the width is theirs at each side where the nodes are outermost, enough for the longest that `shortName` leaves. */
const labelWidth = 240;

/** How high a graph is drawn, in the units of which it is 640 wide: names must not touch each other. */
export function graphHeight({ sources, aims }: Graph): number {
  return rowHeight * Math.max(3, sources.length, aims.length);
}

/**
 * Who rejects or limits at the left, whom at the right, on the two halves of an oval. The places follow from the order alone: the same answer is the same
 * picture, whoever asks. Form and dashes say what colour says.
 */
export function graphOption(graph: Graph): ChartOption {
  const height = graphHeight(graph);
  const { sources, aims, edges } = graph;
  const nodes = [
    ...sources.map((name, index) => sourceNode(name, placeOf(index, sources.length, height, 'left'), edges)),
    ...aims.map((aim, index) => aimNode(aim, placeOf(index, aims.length, height, 'right'), edges)),
  ];
  // Ids of ours: names are looked up in plain objects on the way.
  const ids = new Map(
    [...sources, ...aims.map(({ name }) => name)].map((name, index) => [name, `n${index}`]),
  );
  return {
    grid: { left: 0, right: 0, top: 0, bottom: 0 },
    xAxis: { type: 'value', show: false, min: 0, max: width },
    yAxis: { type: 'value', show: false, min: 0, max: height, inverse: true },
    series: {
      ...{ type: 'graph', coordinateSystem: 'cartesian2d', silent: true, emphasis: { disabled: true } },
      ...{ edgeSymbol: ['none', 'arrow'], edgeSymbolSize: 7 },
      data: nodes.map((node, index) => ({ id: `n${index}`, ...node })),
      edges: edges.map(({ who, whom, what }) => ({
        ...{ source: ids.get(who), target: ids.get(whom) },
        lineStyle: what === 'Rejects' ? rejecting : limiting,
      })),
    },
  };
}

const rejecting = { color: 'var(--bad)', width: 1.2, opacity: 0.65, type: 'solid' } as const;
const limiting = { color: 'var(--warn)', width: 1.2, opacity: 0.8, type: 'dashed' } as const;

type Place = readonly [x: number, y: number];

/** The place of one of `count` on a half of the oval, from the top down. */
function placeOf(index: number, count: number, height: number, side: 'left' | 'right'): Place {
  const y = ((index + 0.5) * height) / count;
  const fromMiddle = (2 * y) / height - 1;
  const out = (width / 2 - labelWidth) * Math.sqrt(1 - fromMiddle ** 2);
  return [width / 2 + (side === 'left' ? -out : out), y];
}

function sourceNode(name: string, value: Place, edges: readonly Edge[]) {
  const activeUsers = edges.find(({ who }) => who === name)?.activeUsers ?? 1;
  return {
    ...{ name: shortName(name), value, symbol: 'circle', itemStyle: { color: 'var(--series-1)' } },
    ...{ symbolSize: 6 + 2 * Math.min(5, Math.log10(Math.max(1, activeUsers))), label: label('left') },
  };
}

function aimNode({ name, is }: Aim, value: Place, edges: readonly Edge[]) {
  const isIsland = is.endsWith('an island');
  const times = edges.filter(({ whom }) => whom === name).length;
  return {
    ...{ name: shortName(name), value, symbol: isIsland ? 'diamond' : 'rect', label: label('right') },
    ...{ symbolSize: 10 + Math.min(8, times), itemStyle: { color: colourOf(isIsland) } },
  };
}

const colourOf = (isIsland: boolean) => (isIsland ? 'var(--series-2)' : 'var(--series-3)');

const label = (position: 'left' | 'right') => ({ show: true, position, distance: 6, color: 'var(--text)' });
