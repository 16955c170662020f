import './answer-session.ts';

export * from '../integration-console/integration-console.define.ts';
