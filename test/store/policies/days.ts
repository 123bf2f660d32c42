import { against, aList } from './lists.ts';

const observers = ['one.example', 'two.example', 'three.example'];

/** Lists of three servers, and of one more that turns to an allow list on the second day. */
export const firstDay = [
  ...observers.map((observer) => aList(observer, 1, [against('a.example'), against('b.example')])),
  aList('flip.example', 1, [against('a.example')]),
];

/** Every kind of change, and two readings of one server, of which the second builds on the first. */
export const secondDay = [
  ...observers.map((observer) => aList(observer, 2, [against('a.example', 'limit'), against('c.example')])),
  aList('flip.example', 2, [], { mode: 'allow-list' }),
  aList('new.example', 2, [against('a.example')]),
  aList('one.example', 3, [against('d.example')]),
];
