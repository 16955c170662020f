import type { MethodHandover } from '../../ports/payment-method-vault.ts';
import type { PaymentMethod } from './payment-methods.contract.ts';
import { earlier, endsSoon, mayUse, type User } from './payment-methods.model.ts';
import type { MethodRow } from './payment-methods.repository.ts';

/** A method as its reader may see it. Null when it was removed. */
export function showMethod(
  row: MethodRow,
  asked: { user: User; today: string; handover?: MethodHandover | null },
): PaymentMethod | null {
  if (row.status === 'removed') return null;
  const { limitCents, poRequired, allowedRoles, allowedUserIds } = row;
  const authority = { limitCents, poRequired, allowedRoles, allowedUserIds };
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    label: row.label,
    isDefault: row.isDefault,
    last4: row.last4,
    brand: row.brand,
    bsbMasked: row.bsbMasked,
    payIdMasked: row.payIdMasked,
    holder: row.holder,
    expiresOn: row.expiresOn,
    endsSoon: endsSoon(earlier(row.expiresOn, row.mandateEndsOn), asked.today),
    mandateMaxCents: row.mandateMaxCents,
    mandateEndsOn: row.mandateEndsOn,
    authority,
    mayUse: mayUse(authority, asked.user),
    addedBy: row.addedByName,
    addedAt: row.createdAt.toISOString(),
    usedByAutopay: row.usedByAutopay,
    handover: row.status === 'setting_up' && asked.handover?.vendor === 'stripe' ? asked.handover : null,
    version: row.version,
  };
}
