import { answerAtDocument } from '../kit/session/context-root.ts';

answerAtDocument();

export * from '../invoice-pay/invoice-pay.define.ts';
