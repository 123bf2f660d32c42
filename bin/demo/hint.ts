import type { Fediverse } from '../../test/fediverse/fediverse.ts';

type Way = Pick<Fediverse, 'connectTo' | 'caFile' | 'resolver'>;

/** The flags with which `check` finds the servers of a fediverse on this machine. */
export function labFlags({ connectTo, caFile, resolver }: Way): readonly string[] {
  const routes = connectTo.flatMap(([pattern, target]) => ['--connect-to', `${pattern}=${target}`]);
  return [...routes, '--cacert', caFile, '--allow-address', '127.0.0.0/8', '--resolver', resolver];
}

/** What to type in another terminal to look at one of them. */
export function checkHint({ connectTo, ...way }: Way, host: string): string {
  const forAll = connectTo.filter(([pattern]) => pattern.startsWith('*'));
  const flags = labFlags({ ...way, connectTo: forAll }).map((flag) =>
    flag.startsWith('*') ? `'${flag}'` : flag,
  );
  return `Look at one server from another terminal:\n  npm run -s fediscope -- check ${host} ${flags.join(' ')}\n`;
}
