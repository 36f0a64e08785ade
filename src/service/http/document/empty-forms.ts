import type { OpenAPIV3_1 } from 'openapi-types';

/**
 * The document for the page to try it out, which fills in something for each field that has no example, and sends it:
 * there, what can be left out of a form is an empty line of text.
 */
export function emptyForms(object: OpenAPIV3_1.Document): OpenAPIV3_1.Document {
  for (const { post } of Object.values(object.paths ?? {}).map((item) => item ?? {})) {
    if (!post?.requestBody || '$ref' in post.requestBody) continue;
    const schema = post.requestBody.content['multipart/form-data']?.schema;
    if (!schema || '$ref' in schema) continue;
    const { properties = {}, required = [] } = schema;
    for (const [name, field] of Object.entries(properties)) {
      if (required.includes(name)) continue;
      const { description = name } = field;
      properties[name] = { type: 'string', description, examples: [''] };
    }
  }
  return object;
}
