import type { JsonObject } from '../json.ts';
import { emit, find, type Operation } from './account.ts';
import type { Form } from './form.ts';
import { newId, randomText } from './ids.ts';
import { having, listPage } from './lists.ts';
import type { Customer } from './objects.ts';
import { allowOnly, isForm, mergedMetadata, nullableText, optionalText } from './params.ts';

const FIELDS =
  'address balance business_name cash_balance description email individual_name invoice_prefix invoice_settings metadata name next_invoice_sequence payment_method phone preferred_locales shipping source tax tax_exempt tax_id_data test_clock validate default_source'.split(
    ' ',
  );

export const createCustomer: Operation = ({ account, call, form }) => {
  allowOnly(form, FIELDS);
  const bare: Customer = {
    id: newId('cus', 14),
    object: 'customer',
    address: null,
    balance: 0,
    created: account.now(),
    currency: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: randomText(8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  };
  const customer = account.store.put('customer', { ...bare, ...given(form, {}) });
  emit(account, call, 'customer.created', customer);
  return customer;
};

export const retrieveCustomer: Operation = ({ account, id }) => find(account, 'customer', id);

export const updateCustomer: Operation = ({ account, call, form, id }) => {
  allowOnly(form, FIELDS);
  const before = find(account, 'customer', id);
  const metadata: Record<string, string> = {};
  for (const [key, value] of Object.entries(before.metadata ?? {})) metadata[key] = String(value);
  const customer = account.store.put('customer', { ...before, ...given(form, metadata) });
  emit(account, call, 'customer.updated', customer);
  return customer;
};

export const listCustomers: Operation = ({ account, form }) => {
  allowOnly(form, ['email', 'created', 'limit', 'starting_after', 'ending_before', 'test_clock']);
  return listPage(having(account.store.all('customer'), form, ['email']), form, '/v1/customers');
};

function given(form: Form, metadata: Record<string, string>): JsonObject {
  const fields: JsonObject = { metadata: mergedMetadata(form, metadata) };
  for (const name of ['description', 'email', 'name', 'phone']) {
    const value = nullableText(form, name);
    if (value !== undefined) fields[name] = value;
  }
  const address = form.address;
  if (isForm(address)) {
    const parts = ['city', 'country', 'line1', 'line2', 'postal_code', 'state'];
    fields.address = Object.fromEntries(parts.map((part) => [part, optionalText(address, part) || null]));
  }
  return fields;
}
