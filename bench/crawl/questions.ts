import { actorQuestions } from './actor-questions.ts';
import { discoveryQuestions } from './discovery-questions.ts';
import type { Question } from './question.ts';

/** What a visit answers and the exporter can answer too; in the exporter each is a module and a connection of its own. */
export const questions: readonly Question[] = [...discoveryQuestions, ...actorQuestions];
