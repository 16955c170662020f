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
  /** Without one of them the person may not see the capability, and the navigation does not speak of it. */
  readonly capabilities: readonly string[];
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
  capabilities: readonly string[],
  recordAttribute: string | null,
): KnownWidget => ({ name, path, label, icon, capabilities, recordAttribute });

const house = ['reconciliation:manage', 'bank:manage'];

/** In the order of the navigation. What the remote does not expose does not appear. */
export const knownWidgets: readonly KnownWidget[] = [
  widget('invoice-pay', 'invoices', 'navInvoices', receiptIcon, ['invoices:read'], 'invoice-id'),
  widget('contract-viewer', 'contracts', 'navContracts', landmarkIcon, ['contracts:read'], 'contract-id'),
  widget('qa-approval', 'quality', 'navQuality', building2Icon, ['quality:read'], 'audit-id'),
  widget('staff-roster', 'people', 'navPeople', userIcon, ['people:read'], null),
  widget('document-vault', 'documents', 'navDocuments', fileTextIcon, ['documents:read'], 'document-id'),
  widget('service-request', 'requests', 'navRequests', building2Icon, ['operations:read'], 'request-id'),
  widget('work-schedule', 'schedule', 'navSchedule', calendarIcon, ['operations:read'], null),
  widget('integration-console', 'integrations', 'navIntegrations', landmarkIcon, house, null),
];

/** About the contractor's own affairs: no client has to be chosen. */
export const isOfTheHouse = (name: string): boolean =>
  knownWidgets.some((one) => one.name === name && one.capabilities === house);

/** What somebody may open: what they may do, and for a client's own affairs the client that was chosen. */
export function openTo(
  one: KnownWidget,
  facts: { readonly capabilities: readonly string[]; readonly hasClient: boolean },
): boolean {
  if (!facts.hasClient && one.capabilities !== house) return false;
  return one.capabilities.some((capability) => facts.capabilities.includes(capability));
}
