/** Why a vendor's script is not there; the codes are those of `PaymentTrouble`. */
export class VendorScriptError extends Error {
  readonly code: 'vendor_script_blocked' | 'vendor_script_slow';

  constructor(code: VendorScriptError['code'], cause?: unknown) {
    super(code, { cause });
    this.name = 'VendorScriptError';
    this.code = code;
  }
}

/** The part of Trusted Types that is used here; the compiler's library does not know it. */
type ScriptPolicy = { createScriptURL(url: string): string };
type PolicyFactory = { createPolicy(name: string, rules: ScriptPolicy): ScriptPolicy };

const patienceMs = 12_000;
const loads = new Map<string, Promise<void>>();

/**
 * Loads a vendor's script once per page, from exactly the address that the server named. Rejects with `VendorScriptError`.
 *
 * @param data `data-` attributes that the vendor's script reads from its own element.
 */
export function loadVendorScript(url: string, data: Readonly<Record<string, string>> = {}): Promise<void> {
  let load = loads.get(url);
  if (!load) {
    load = insert(url, data).catch((error: unknown) => {
      // The next try must not meet this failure again.
      loads.delete(url);
      throw error;
    });
    loads.set(url, load);
  }
  return load;
}

function insert(url: string, data: Readonly<Record<string, string>>): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    const fail = (code: VendorScriptError['code'], cause?: unknown) => {
      clearTimeout(timer);
      script.remove();
      reject(new VendorScriptError(code, cause));
    };
    const timer = setTimeout(() => fail('vendor_script_slow'), patienceMs);
    script.addEventListener('error', (event) => fail('vendor_script_blocked', event));
    script.addEventListener('load', () => {
      clearTimeout(timer);
      resolve();
    });
    Object.assign(script.dataset, data);
    try {
      script.src = trusted(url);
      script.async = true;
      document.head.append(script);
    } catch (error) {
      // A page under Trusted Types that does not name our policy.
      fail('vendor_script_blocked', error);
    }
  });
}

const allowed = new Set<string>();
let policy: ScriptPolicy | undefined;

/**
 * Under enforced Trusted Types a script's address needs a policy; ours passes the vendor's address and nothing else. Another
 * copy of the suite may have taken the name, and must not be able to reach this one: it has a second name.
 */
function trusted(url: string): string {
  const factory: PolicyFactory | undefined = Reflect.get(globalThis, 'trustedTypes');
  if (!factory) return url;
  allowed.add(url);
  policy ??= create(factory, 'foyer-vendor-script') ?? create(factory, 'foyer-vendor-script-2');
  if (!policy) throw new TypeError('This page allows no policy for the script of the payment vendor.');
  return policy.createScriptURL(url);
}

function create(factory: PolicyFactory, name: string): ScriptPolicy | undefined {
  try {
    return factory.createPolicy(name, {
      createScriptURL: (url) => {
        if (allowed.has(url)) return url;
        throw new TypeError('Not the address of a payment vendor.');
      },
    });
  } catch {
    return undefined;
  }
}
