package io.eventlake.connector.standin;

/** What a stand-in answers in place of what was asked, as the service would. */
final class StandInRefusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String type;

  StandInRefusal(String type, String message) {
    super(message);
    this.type = type;
  }

  /** The service's name of the error. */
  String type() {
    return type;
  }
}
