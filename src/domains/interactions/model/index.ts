export * from './facts.ts';
export * from './state.ts';
export * from './machine.ts';
export * from './events.ts';
