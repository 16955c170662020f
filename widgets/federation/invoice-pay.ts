import './answer-session.ts';

export * from '../invoice-pay/invoice-pay.define.ts';
