import type { Configuration } from '../model/configuration.ts';

/** Settings of a configuration that are valid and that this version does not act on yet, by path. Nobody should take them for active. */
export function dormantSettings(configuration: Configuration): readonly string[] {
  const { hosted, peers, store } = configuration;
  const settings: ReadonlyArray<readonly [string, boolean]> = [
    ['hosted[].canary.tokenEnv', hosted.some(({ canary }) => canary?.tokenEnv !== undefined)],
    ['peers.blocklists', peers.blocklists.length > 0 && !peers.discover],
    ['store.cluster', store.cluster !== undefined],
  ];
  return settings.filter(([, isSet]) => isSet).map(([path]) => path);
}
