package io.eventlake.family.caliper.item;

import io.eventlake.family.contract.EventTimes;
import io.eventlake.table.rows.Columns;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

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
    String partOf = values.id(values.at(Name.IS_PART_OF));
    return GenericRowData.of(
        Columns.text(person ? null : values.text(values.at(Name.NAME))),
        Columns.text(partOf == null ? values.id(values.at(Name.SUB_ORGANIZATION_OF)) : partOf),
        Columns.text(membership ? values.id(values.at(Name.MEMBER)) : null),
        Columns.text(membership ? values.id(values.at(Name.ORGANIZATION)) : null),
        membership ? NamedRow.array(values.texts(values.at(Name.ROLES))) : null,
        Columns.text(membership ? values.text(values.at(Name.STATUS)) : null),
        Columns.text(values.contents()),
        NamedRow.instant(since(values, sendMicros, arrivalMillis)));
  }

  /** The first of its times that is not of a clock that is ahead, else the arrival. */
  private static long since(ItemValues values, Long sendMicros, long arrivalMillis) {
    Long[] told = {
      values.micros(values.at(Name.DATE_MODIFIED)),
      values.micros(values.at(Name.DATE_CREATED)),
      sendMicros
    };
    for (Long micros : told) {
      if (micros != null && !EventTimes.of(arrivalMillis, micros).skewed) {
        return micros;
      }
    }

    return arrivalMillis * MICROS_OF_MILLI;
  }
}
