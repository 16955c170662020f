import {
  Client,
  Environment,
  OrdersController,
  PaymentsController,
  TransactionSearchController,
} from '@paypal/paypal-server-sdk';

export type ClientOptions = {
  clientId: string;
  clientSecret: string;
  apiBaseUrl: string;
  timeoutMs: number;
};

type RequestBuilderFactory = ReturnType<Client['getRequestBuilderFactory']>;

const builtIn = 'https://api-m.paypal.com';

/**
 * The SDK knows two addresses and no third. Its request builder lets a request be changed before it is sent, which is
 * all that another address needs; the token is asked for through the same builder.
 */
class ClientAt extends Client {
  private readonly base: string;

  constructor({ clientId, clientSecret, apiBaseUrl, timeoutMs }: ClientOptions) {
    super({
      environment: Environment.Production,
      clientCredentialsAuthCredentials: {
        oAuthClientId: clientId,
        oAuthClientSecret: clientSecret,
        oAuthClockSkew: 60,
      },
      httpClientOptions: { timeout: timeoutMs },
      // An answer that sends us elsewhere is none that the API gives.
      unstable_httpClientOptions: { maxRedirects: 0 },
    });
    this.base = apiBaseUrl.replace(/\/$/, '');
  }

  override getRequestBuilderFactory(): RequestBuilderFactory {
    const make = super.getRequestBuilderFactory();
    return (...request) => {
      const builder = make(...request);
      builder.interceptRequest((sent) => ({ ...sent, url: sent.url.replace(builtIn, () => this.base) }));
      return builder;
    };
  }
}

export type PaypalClient = ReturnType<typeof createPaypalClient>;

/** The parts of the API that are used, with one token between them. */
export function createPaypalClient(options: ClientOptions) {
  const client = new ClientAt(options);
  return {
    orders: new OrdersController(client),
    payments: new PaymentsController(client),
    transactions: new TransactionSearchController(client),
    /** An address that the SDK has no method for; answers the JSON as it came. */
    async get(path: string, query: Readonly<Record<string, string>>): Promise<unknown> {
      const request = client.getRequestBuilderFactory()('GET', path);
      for (const [name, value] of Object.entries(query)) request.query(name, value);
      request.authenticate([{ oauth2: true }]);
      const { body } = await request.callAsText();
      return JSON.parse(String(body));
    },
  };
}
