import { z } from 'zod';
import { readJson, requireSuccess, statusFailure } from '../net/json.ts';
import { EntryCollector } from './entries.ts';
import { listOptions, notSupported, type PolicyReader, read } from './reader.ts';
import { readSubject } from './subject.ts';

const Instances = z.object({ instances: z.array(z.unknown()) });
const Name = z.union([z.string(), z.object({ domain: z.string() }).transform(({ domain }) => domain)]);

/** Mbin, and kbin: names without reasons, which cannot be hidden. Source: MbinOrg/mbin:src/Controller/Api/Instance/InstanceRetrieveFederationApi.php. */
export const mbin: PolicyReader = {
  origin: 'mbin',
  names: ['mbin', 'kbin'],
  covers: 'name',
  read: async ({ base }, io) => {
    const fetched = await io.get(`${base}/api/defederated`, listOptions);
    if (statusFailure(fetched)?.failure.code === 'http-not-found') return notSupported();
    const collector = new EntryCollector();
    const words = { level: 'reject', native: 'defederated' } as const;
    const { instances } = readJson(requireSuccess(fetched), Instances);
    await collector.takeAll(instances, io.turns, (instance) => {
      const name = Name.safeParse(instance);
      return [name.success ? readSubject(name.data) : { ok: false, refusal: 'malformed' }, words];
    });
    return read(collector.result());
  },
};
