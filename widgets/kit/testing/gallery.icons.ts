export { downloadIcon, paperclipIcon as filePlusIcon, receiptIcon, refreshCwIcon } from '../icons.ts';
