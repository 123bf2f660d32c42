import { stringify } from 'yaml';
import { boards } from '../boards/index.ts';
import { grafanaBoard } from './board.ts';
import { dataSource } from './query.ts';

/** A file of what is made for Grafana. `path`: below the folder it is written to, with `/`. */
export interface GrafanaFile {
  readonly path: string;
  readonly text: string;
}

/** Where Grafana finds the boards. */
const boardsFolder = '/etc/fediscope/boards';

const madeBy = '# Made by `fediscope dashboards build`: do not edit.\n';

/** Everything that Grafana needs: a board a file, and what makes it read them. */
export function grafanaFiles(): readonly GrafanaFile[] {
  return [
    ...boards.map((board) => ({
      path: `boards/${board.id}.json`,
      text: `${JSON.stringify(grafanaBoard(board), undefined, 2)}\n`,
    })),
    {
      path: 'provisioning/datasources/fediscope.yaml',
      text: madeBy + stringify(dataSources, { lineWidth: 0 }),
    },
    { path: 'provisioning/dashboards/fediscope.yaml', text: madeBy + stringify(providers, { lineWidth: 0 }) },
  ];
}

/**
 * The address comes from the environment: a ClickHouse server, or our own endpoint (`FEDISCOPE_CLICKHOUSE_PATH=/clickhouse`) with a token of an
 * administrator for a password. Source: Grafana docs, "Provision data sources"; grafana/clickhouse-datasource, "Configure".
 */
const dataSources = {
  apiVersion: 1,
  datasources: [
    {
      name: 'Fediscope',
      ...dataSource,
      access: 'proxy',
      isDefault: false,
      editable: false,
      jsonData: {
        host: '$FEDISCOPE_CLICKHOUSE_HOST',
        port: '$FEDISCOPE_CLICKHOUSE_PORT',
        path: '$FEDISCOPE_CLICKHOUSE_PATH',
        protocol: 'http',
        secure: false,
        username: '$FEDISCOPE_CLICKHOUSE_USER',
        defaultDatabase: '$FEDISCOPE_CLICKHOUSE_DATABASE',
      },
      secureJsonData: { password: '$FEDISCOPE_CLICKHOUSE_PASSWORD' },
    },
  ],
};

const providers = {
  apiVersion: 1,
  providers: [
    {
      name: 'fediscope',
      folder: 'Fediscope',
      type: 'file',
      disableDeletion: true,
      allowUiUpdates: false,
      options: { path: boardsFolder },
    },
  ],
};
