package io.eventlake.family.caliper;

import io.eventlake.family.caliper.item.ItemValues;
import io.eventlake.family.caliper.persons.NamedPersons;
import io.eventlake.family.caliper.persons.PrivateCopy;
import io.eventlake.family.caliper.rules.CaliperModel;
import io.eventlake.json.JsonTape;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;

/** The record at hand with one of its items alone. */
final class AloneRecord {

  private final JsonTape tape;
  private final int data;
  private boolean lacksTexts;

  AloneRecord(CaliperModel model, JsonTape tape) {
    this.tape = tape;
    data = model.name("data");
  }

  byte[] asSent(int item) {
    return of(item, value -> ItemValues.json(tape, value));
  }

  /**
   * Without what may name a person.
   *
   * @param named the persons of the item
   * @param inRecord those of all items, whom what is around the item may name
   */
  byte[] masked(int item, PrivateCopy copy, NamedPersons named, NamedPersons inRecord) {
    lacksTexts = false;
    return of(
        item,
        value -> {
          String json = copy.masked(value, value == item ? named : inRecord);
          lacksTexts |= copy.lacksTexts();
          return json;
        });
  }

  /** True where the last masked one lacks more than persons. */
  boolean lacksTexts() {
    return lacksTexts;
  }

  private byte[] of(int item, IntFunction<String> json) {
    if (item == 0) {
      return json.apply(0).getBytes(StandardCharsets.UTF_8);
    }

    StringBuilder record = new StringBuilder();
    char before = '{';
    for (int at = tape.first(0); at < tape.next(0); at = tape.next(at)) {
      record.append(before);
      before = ',';
      if (tape.name(at) == data) {
        record.append("\"data\":[").append(json.apply(item)).append(']');
      } else {
        record.append(ItemValues.quoted(tape.nameText(at))).append(':').append(json.apply(at));
      }
    }

    return record.append('}').toString().getBytes(StandardCharsets.UTF_8);
  }
}
