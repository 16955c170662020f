type Schema = {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  const?: unknown;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  description?: string;
  anyOf?: Schema[];
  allOf?: Schema[];
};
type Content = Record<string, { schema?: Schema }>;
type Operation = {
  summary?: string;
  description?: string;
  'x-foyer-access': string;
  parameters?: { name: string; in: string; required?: boolean; schema: Schema; description?: string }[];
  requestBody?: { content: Content };
  responses: Record<string, { description: string; content?: Content }>;
};
export type OpenApi = {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
};

/** The HTTP reference as one page: every route with who may call it, what it takes and all that it answers. */
export function renderApi(document: OpenApi): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  return `${[
    '# HTTP reference',
    'Made from the routes; the same as data is at `/v1/openapi.json` (OpenAPI 3.1). Money is whole cents, days are `YYYY-MM-DD`, instants are UTC. Problems are `application/problem+json` with a `code` and a `requestId`.',
    [
      '| route | what | who |',
      '|---|---|---|',
      ...operations.map(
        ({ path, method, operation }) =>
          `| \`${method} ${path}\` | ${operation.summary ?? ''} | ${accessOf(operation)} |`,
      ),
    ].join('\n'),
    ...operations.map(renderOperation),
    '# Objects',
    ...Object.entries(document.components.schemas)
      .filter(([, schema]) => schema.properties || schema.allOf)
      .map(([name, schema]) => renderSchema(name, schema)),
  ].join('\n\n')}\n`;
}

const accessWords: Record<string, string> = { public: 'anybody', 'signed-in': 'anybody signed in' };
const accessOf = (operation: Operation): string =>
  accessWords[operation['x-foyer-access']] ?? `\`${operation['x-foyer-access']}\``;

function renderOperation({
  path,
  method,
  operation,
}: {
  path: string;
  method: string;
  operation: Operation;
}): string {
  const parameters = (operation.parameters ?? []).map(
    (item) =>
      `| \`${item.name}\` | ${item.in} | ${typeOf(item.schema)}${item.required ? '' : ', optional'} | ${item.description ?? item.schema.description ?? ''} |`,
  );
  const body = Object.values(operation.requestBody?.content ?? {})[0]?.schema;
  return [
    `## ${method} ${path}`,
    [operation.summary, operation.description].filter(Boolean).join('. '),
    ...(parameters.length > 0
      ? [['| parameter | in | type | |', '|---|---|---|---|', ...parameters].join('\n')]
      : []),
    ...(body ? [`Takes ${typeOf(body)}.`] : []),
    [
      '| status | |',
      '|---|---|',
      ...Object.entries(operation.responses).map(
        ([status, answer]) => `| ${status} | ${answer.description}${answerType(answer.content)} |`,
      ),
    ].join('\n'),
  ].join('\n\n');
}

function answerType(content: Content | undefined): string {
  const schema = content?.['application/json']?.schema;
  return schema ? `: ${typeOf(schema)}` : '';
}

function renderSchema(name: string, schema: Schema): string {
  const all = [schema, ...(schema.allOf ?? [])];
  const properties = all.flatMap((part) => Object.entries(part.properties ?? {}));
  const bases = (schema.allOf ?? []).flatMap((part) => (part.$ref ? [typeOf(part)] : []));
  return [
    `## ${name}`,
    ...(bases.length > 0 ? [`All of ${bases.join(', ')}, and:`] : []),
    [
      '| field | type | |',
      '|---|---|---|',
      ...properties.map(([field, part]) => `| \`${field}\` | ${typeOf(part)} | ${part.description ?? ''} |`),
    ].join('\n'),
  ].join('\n\n');
}

function typeOf(schema: Schema): string {
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return `[${name}](#${name.toLowerCase()})`;
  }
  if (schema.enum) return schema.enum.map((value) => `\`${value}\``).join(' or ');
  if (schema.const !== undefined) return `\`${schema.const}\``;
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(' or ');
  if (schema.items) return `list of ${typeOf(schema.items)}`;
  if (schema.properties)
    return `{ ${Object.entries(schema.properties)
      .map(([name, part]) => `${name}: ${typeOf(part)}`)
      .join(', ')} }`;
  const types = Array.isArray(schema.type) ? schema.type : [schema.type ?? 'anything'];
  return types.map((type) => (type === 'string' && schema.format ? schema.format : type)).join(' or ');
}
