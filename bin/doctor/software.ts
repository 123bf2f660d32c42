import type { Configuration } from '../../model/configuration.ts';
import { counted } from '../../model/counted.ts';
import { readSoftware } from '../knowledge.ts';
import { Refusal } from '../refusal.ts';
import { type Diagnosis, fine, problem } from './diagnosis.ts';

/** What the software file changes, and what of it is refused. Nothing is said where none is configured. */
export function softwareDiagnoses(configuration: Configuration): readonly Diagnosis[] {
  const { softwareNews: file } = configuration;
  if (file === undefined) return [];
  try {
    const { added, changed, news, problems } = readSoftware(configuration);
    const counts = `${profiles(added)} added, ${profiles(changed)} changed, news of ${news.length}`;
    return [
      fine(`${file}: ${counts}`),
      ...problems.map((each) => problem(each.problem, `${each.fix}; the others go on`)),
    ];
  } catch (error) {
    if (error instanceof Refusal) return [problem(error.problem, error.fix)];
    throw error;
  }
}

function profiles(ids: readonly string[]): string {
  const count = counted(ids.length, 'profile');
  return ids.length === 0 ? count : `${count} (${ids.join(', ')})`;
}
