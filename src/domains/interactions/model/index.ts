export * from './facts.ts';
export { apply, foldInteraction } from './fold.ts';
export { check, machine, type Actor } from './machine.ts';
export { refusal, statusMessages, type OperationRefusal } from './refusal.ts';
export * from './state.ts';
export * from './view.ts';
