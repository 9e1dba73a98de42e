package io.eventlake.serve.graphql;

import graphql.GraphQLContext;
import graphql.schema.Coercing;
import graphql.schema.GraphQLScalarType;
import java.util.Locale;

/** Scalars that only answers have, as JSON has them. */
final class AsItIs implements Coercing<Object, Object> {

  private AsItIs() {}

  static GraphQLScalarType named(String name) {
    return GraphQLScalarType.newScalar().name(name).coercing(new AsItIs()).build();
  }

  @Override
  public Object serialize(Object value, GraphQLContext context, Locale locale) {
    return value;
  }
}
