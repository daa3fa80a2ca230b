import type { OpenAPIV3, OpenAPIV3_1 } from 'openapi-types';
import { z } from 'zod';
import { ErrorResponse } from '../domain/api/common.ts';
import { replyNames } from './openapi-names.ts';
import type { Reply, Route } from './route.ts';

type SchemaObject = OpenAPIV3_1.SchemaObject;
type Schemas = Record<string, SchemaObject>;

/** The description of every route of the table. @see https://spec.openapis.org/oas/v3.1.0 */
export function describeApi(routes: readonly Route[], version: string): OpenAPIV3_1.Document {
  const schemas: Schemas = {};
  const failure = {
    description: 'A failure',
    content: { 'application/json': { schema: replySchema(ErrorResponse, schemas) } },
  };
  const paths: OpenAPIV3_1.PathsObject = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    const replies = route.replies.map((reply) => [reply.status, describeReply(reply, schemas)] as const);
    paths[path] = {
      ...paths[path],
      [route.method]: {
        summary: route.summary,
        ...(route.open ? { security: [] } : {}),
        ...describeInput(route),
        responses: { ...Object.fromEntries(replies), default: failure },
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Orrery', version },
    paths,
    components: { schemas, securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    security: [{}, { token: [] }],
  };
}

function describeReply(
  { description, mediaType = 'application/json', schema }: Reply,
  schemas: Schemas,
): OpenAPIV3_1.ResponseObject {
  if (schema) return { description, content: { [mediaType]: { schema: replySchema(schema, schemas) } } };
  return mediaType === 'application/json' ? { description } : { description, content: { [mediaType]: {} } };
}

function describeInput({ params, query, body, upload }: Route): Partial<OpenAPIV3_1.OperationObject> {
  const parameters = [...describeParameters(params, 'path'), ...describeParameters(query, 'query')];
  const files: SchemaObject = {
    type: 'object',
    properties: { files: { type: 'array', items: { type: 'string', format: 'binary' } } },
  };
  const content = {
    ...(body ? { 'application/json': { schema: requestSchema(body) } } : {}),
    ...(upload ? { 'multipart/form-data': { schema: files } } : {}),
  };
  return {
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: { required: true, content } } : {}),
  };
}

function describeParameters(
  schema: z.ZodType | undefined,
  place: 'path' | 'query',
): OpenAPIV3_1.ParameterObject[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = requestSchema(schema);
  return Object.entries(properties).map(([name, described]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    // The types know parameters of 3.0 only.
    schema: described as OpenAPIV3.SchemaObject,
  }));
}

function requestSchema(schema: z.ZodType): SchemaObject {
  const { $schema: _, ...described } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return described as SchemaObject;
}

/** The schema of a reply; parts that have a name are put into `schemas` and referred to. */
function replySchema(schema: z.ZodType, schemas: Schemas): SchemaObject {
  const whole = z.toJSONSchema(schema, {
    io: 'output',
    unrepresentable: 'any',
    metadata: replyNames,
    override({ jsonSchema }) {
      // A later version may say more: who reads must not mind.
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  });
  const text = JSON.stringify(whole).replaceAll('"#/$defs/', '"#/components/schemas/');
  const { $schema: _, $defs = {}, ...described } = JSON.parse(text) as { $schema?: string; $defs?: Schemas };
  Object.assign(schemas, $defs);
  return described as SchemaObject;
}
