import type { Store } from '../../../../store/store.ts';
import { type CustomerPart, denied } from './part.ts';

/** Questions of panels: those that can be asked about one customer are asked about this one, whatever they name; the others are not for customers. */
export function panelReads(store: Store, { customer }: CustomerPart): Pick<Store, 'select'> {
  return {
    select: (question) => {
      if (customer === '' || !question.sql.includes('{customer:String}')) return denied();
      return store.select({ ...question, parameters: { ...question.parameters, customer } });
    },
  };
}
