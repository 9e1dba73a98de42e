package io.eventlake.connector.iceberg;

import io.eventlake.config.LakeOptions;
import java.util.function.Supplier;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.NotAuthorizedException;
import org.apache.iceberg.exceptions.RESTException;
import org.apache.iceberg.jdbc.UncheckedSQLException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says in a sentence why a catalog or object store did not answer. */
final class LakeErrors {

  private LakeErrors() {}

  /**
   * Runs a call to the catalog.
   *
   * @throws LakeException when the catalog or store is out of reach or refuses
   */
  static <T> T explained(LakeOptions options, Supplier<T> call) {
    try {
      return call.get();
    } catch (NotAuthorizedException | ForbiddenException e) {
      throw new LakeException(
          describe(options) + " refuses access: " + rootMessage(e) + "; check the credentials", e);
    } catch (RESTException | SdkException e) {
      throw new LakeException(describe(options) + " does not answer: " + rootMessage(e), e);
    } catch (UncheckedSQLException e) {
      throw new LakeException(describe(options) + " failed: " + rootMessage(e), e);
    }
  }

  /** The innermost message, or the exception's name where it has none. */
  static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }

    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }

  private static String describe(LakeOptions options) {
    switch (options.catalog) {
      case REST:
        return "The REST catalog " + options.uri + " (lake.uri)";
      case GLUE:
        return "The Glue catalog"
            + (options.glueEndpoint == null ? "" : " " + options.glueEndpoint)
            + " or the store of "
            + options.warehouse;
      default:
        return "The catalog in " + options.warehouse;
    }
  }
}
