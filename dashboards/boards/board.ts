import type { Audience } from '../../model/finding.ts';
import type { Panel } from '../panels/panel.ts';

/** Panels that one person needs together. `rows`: from top to bottom, each from left to right. */
export interface Board {
  /** Lower case with hyphens; also its file's name and Grafana's uid with `fediscope-` before it. */
  readonly id: string;
  readonly title: string;
  /** What the whole board answers. */
  readonly question: string;
  readonly audience: Audience;
  readonly rows: readonly (readonly Panel[])[];
}
