package io.eventlake.serve.catalog;

/** A request that is answered with an error as clients of Iceberg read it. */
final class CatalogException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String type;

  /**
   * @param type the name of the exception that a client makes of it
   */
  CatalogException(int status, String type, String message) {
    super(message);
    this.status = status;
    this.type = type;
  }

  int status() {
    return status;
  }

  String type() {
    return type;
  }
}
