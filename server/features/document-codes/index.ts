export { codeDocument } from './code-document.ts';
export { printedCode, readDocumentCode } from './document-code.model.ts';
export { findDocument } from './find-document.ts';
