import {
  building2Icon,
  calendarIcon,
  fileTextIcon,
  type Icon,
  landmarkIcon,
  receiptIcon,
  userIcon,
} from '../../../widgets/kit/icons.ts';

/** A widget that the portal knows how to show, once the remote offers it. */
export type KnownWidget = {
  /** Name in the remote (`./invoice-pay`) and of the element (`foyer-invoice-pay`). */
  readonly name: string;
  /** First segment of its address. */
  readonly path: string;
  readonly label: WidgetLabel;
  readonly icon: Icon;
  /** Without it the person may not see the capability, and the navigation does not speak of it. */
  readonly capability: string | null;
  /** Attribute that opens one record. */
  readonly recordAttribute: string | null;
};

export type WidgetLabel =
  | 'navInvoices'
  | 'navContracts'
  | 'navQuality'
  | 'navPeople'
  | 'navDocuments'
  | 'navRequests'
  | 'navSchedule'
  | 'navIntegrations';

const widget = (
  name: string,
  path: string,
  label: WidgetLabel,
  icon: Icon,
  capability: string | null,
  recordAttribute: string | null,
): KnownWidget => ({ name, path, label, icon, capability, recordAttribute });

/** In the order of the navigation. What the remote does not expose does not appear. */
export const knownWidgets: readonly KnownWidget[] = [
  widget('invoice-pay', 'invoices', 'navInvoices', receiptIcon, 'invoices:read', 'invoice-id'),
  widget('contract-viewer', 'contracts', 'navContracts', landmarkIcon, 'contracts:read', 'contract-id'),
  widget('qa-approval', 'quality', 'navQuality', building2Icon, 'quality:read', 'audit-id'),
  widget('staff-roster', 'people', 'navPeople', userIcon, 'people:read', null),
  widget('document-vault', 'documents', 'navDocuments', fileTextIcon, 'documents:read', 'document-id'),
  widget('service-request', 'requests', 'navRequests', building2Icon, 'operations:read', 'request-id'),
  widget('work-schedule', 'schedule', 'navSchedule', calendarIcon, 'operations:read', null),
  widget('integration-console', 'integrations', 'navIntegrations', landmarkIcon, 'integrations:read', null),
];
