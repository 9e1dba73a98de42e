package io.eventlake.family.caliper;

import io.eventlake.event.RawRecord;
import io.eventlake.family.caliper.item.Delivery;
import io.eventlake.family.caliper.rules.CaliperModel;
import io.eventlake.json.JsonTape;
import io.eventlake.json.JsonTape.Kind;
import io.eventlake.json.Rfc3339;
import java.util.function.UnaryOperator;

/** What is around the items of a record. An item without an envelope has nothing around it. */
final class Envelope {

  /** How many items there are. */
  final int items;

  /** Null where there is no envelope, as is all that follows. */
  private final String sensor;

  private final Long sendMicros;
  private final String dataVersion;

  private Envelope(int items, String sensor, Long sendMicros, String dataVersion) {
    this.items = items;
    this.sensor = sensor;
    this.sendMicros = sendMicros;
    this.dataVersion = dataVersion;
  }

  /**
   * Of the record on a tape.
   *
   * @param item one of its items; the record itself where that is one
   * @param known what the lake may know of the sensor
   */
  static Envelope of(JsonTape tape, CaliperModel model, int item, UnaryOperator<String> known) {
    if (item == 0) {
      return new Envelope(1, null, null, null);
    }

    int items = 0;
    int array = tape.find(0, model.name("data"));
    for (int at = tape.first(array); at < tape.next(array); at = tape.next(at)) {
      items++;
    }

    long micros = Rfc3339.microsOfAnyForm(text(tape, model.name("sendTime")));
    return new Envelope(
        items,
        known.apply(text(tape, model.name("sensor"))),
        micros == Rfc3339.INVALID ? null : Long.valueOf(micros),
        text(tape, model.name("dataVersion")));
  }

  private static String text(JsonTape tape, int name) {
    int value = tape.find(0, name);
    return value >= 0 && tape.kind(value) == Kind.STRING ? tape.string(value) : "";
  }

  /** When it was sent; without that when the record came, epoch microseconds. */
  long micros(RawRecord record) {
    return sendMicros == null ? record.arrivalMillis * 1_000L : sendMicros;
  }

  /** A delivery of an item of it. */
  Delivery delivery() {
    Delivery delivery = new Delivery();
    delivery.sensor = sensor;
    delivery.sendMicros = sendMicros;
    delivery.dataVersion = dataVersion;
    return delivery;
  }
}
