// What `operations.ts` needs of @graphql-typed-document-node/core, so that nothing is fetched to check its types.
/** A document that carries the types of its answer and of its variables. */
export interface DocumentTypeDecoration<Data, Variables> {
  __apiType?: (variables: Variables) => Data;
}
