import type { GraphQLFormattedError } from 'graphql';

/** graphql-js, when a document is longer than its parser was told to read. */
const tokenFlood = /contains more tha[nt] (\d+) tokens/;
/** graphql-js, about names that are not in the schema and enum values that do not exist. */
const suggestion = / ?Did you mean [^?]+\?/g;

/**
 * Says what graphql-js says as this graph does: without suggestions, by which a schema whose introspection is off can be read
 * name by name, and with what to do about a document that is too long.
 */
export function rewordFault(fault: GraphQLFormattedError): GraphQLFormattedError {
  const maximum = tokenFlood.exec(fault.message)?.[1];
  if (maximum === undefined) return { ...fault, message: fault.message.replace(suggestion, '') };
  return {
    message: `The document has more than ${maximum} tokens, which are the most (OPERATION_MAX_TOKENS). Send several operations, or values in variables.`,
    extensions: { code: 'BAD_USER_INPUT', limit: { name: 'tokens', maximum: Number(maximum) } },
  };
}
