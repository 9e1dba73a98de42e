/**
 * Questions in GraphQL: their schema, what answers each field, and how much may be asked at once.
 */
package io.eventlake.serve.graphql;
