package io.eventlake.family.caliper.item;

import io.eventlake.family.contract.EventTimes;
import io.eventlake.table.rows.Columns;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;

/**
 * What a describe tells of its entity: the values of column {@code entity} of {@code
 * bronze.events}, of which the view {@code silver.entities} makes the history.
 */
final class Describes {

  private static final long MICROS_OF_MILLI = 1_000L;

  private Describes() {}

  /**
   * Of the item that was read; null for an anonymous entity and a blank node, which nobody can
   * describe again.
   *
   * @param sendMicros when the envelope was sent, epoch microseconds; null for none
   */
  static RowData row(CaliperItem item, ItemValues values, Long sendMicros, long arrivalMillis) {
    if (item.id == null) {
      return null;
    }

    boolean membership = "Membership".equals(item.type);
    boolean person = ItemValues.MODEL.isPerson(item.type);
    String partOf = values.id(values.at("isPartOf"));
    List<StringData> roles =
        values.elements(values.at("roles")).stream()
            .map(values::text)
            .filter(role -> role != null)
            .map(StringData::fromString)
            .collect(Collectors.toList());
    return GenericRowData.of(
        Columns.text(person ? null : values.text(values.at("name"))),
        Columns.text(partOf == null ? values.id(values.at("subOrganizationOf")) : partOf),
        Columns.text(membership ? values.id(values.at("member")) : null),
        Columns.text(membership ? values.id(values.at("organization")) : null),
        roles.isEmpty() ? null : new GenericArrayData(roles.toArray()),
        Columns.text(membership ? values.text(values.at("status")) : null),
        Columns.text(values.contents()),
        NamedRow.instant(since(values, sendMicros, arrivalMillis)));
  }

  /** The first of its times that is not of a clock that is ahead, else the arrival. */
  private static long since(ItemValues values, Long sendMicros, long arrivalMillis) {
    Long[] told = {
      values.micros(values.at("dateModified")), values.micros(values.at("dateCreated")), sendMicros
    };
    for (Long micros : told) {
      if (micros != null && !EventTimes.of(arrivalMillis, micros).skewed) {
        return micros;
      }
    }

    return arrivalMillis * MICROS_OF_MILLI;
  }
}
