package io.eventlake.connector.dynamodb;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.eventlake.event.RawRecord;
import io.eventlake.event.RejectReason;
import io.eventlake.event.SegmentChange;
import io.eventlake.json.JsonText;
import io.eventlake.operator.segment.ChangeDecoder;
import io.eventlake.operator.segment.ChangeOutput;
import io.eventlake.operator.segment.MalformedItemException;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads changes of the segment table from the records that DynamoDB puts into a Kinesis stream, and
 * items and changes as exports have them, or items as plain JSON.
 *
 * <p>An item that comes without a change has the time that the decoder is given, or else that of
 * the record: when the stream took it or its file was written.
 */
public final class SegmentChangeDecoder implements ChangeDecoder {

  private static final long serialVersionUID = 1L;

  /** 9999-12-31T23:59:59.999999Z: no engine shows what is later. */
  private static final long LATEST_MICROS = 253_402_300_799_999_999L;

  private static final long MICROS_PER_MILLI = 1_000L;

  /** Milliseconds or microseconds; a fraction would be of another unit. */
  private static final Pattern INTEGER = Pattern.compile("[0-9]{1,18}");

  private final String table;
  private final int maxRecordBytes;
  private final Long itemMicros;

  private transient JsonText text;

  /**
   * @param table the segment table by name or ARN; null takes the changes of any
   * @param maxRecordBytes largest record that is read
   * @param itemsAt when items without a time of their own were read from the table; null takes the
   *     record's time
   */
  public SegmentChangeDecoder(String table, int maxRecordBytes, Instant itemsAt) {
    this.table = table == null ? null : table.substring(table.lastIndexOf('/') + 1);
    this.maxRecordBytes = maxRecordBytes;
    this.itemMicros = itemsAt == null ? null : itemsAt.toEpochMilli() * MICROS_PER_MILLI;
  }

  @Override
  public void decode(RawRecord record, ChangeOutput output) {
    if (record.faultReason != null) {
      output.rejected(record.faultReason);
      return;
    }

    if (record.payloadBytes > maxRecordBytes) {
      output.rejected(RejectReason.OVERSIZED);
      return;
    }

    SegmentChange change;
    try {
      if (text == null) {
        text = new JsonText();
      }

      if (!text.decode(record.payload)) {
        output.rejected(RejectReason.INVALID_ENCODING);
        return;
      }

      change = change(ChangeRecordReader.read(text), record);
    } catch (MalformedItemException e) {
      output.rejected(e.reason());
      return;
    } catch (StreamConstraintsException e) {
      // The only constraint is that of depth.
      output.rejected(RejectReason.TOO_DEEP);
      return;
    } catch (IOException e) {
      output.rejected(RejectReason.MALFORMED_JSON);
      return;
    }

    if (change == null) {
      output.ofAnotherTable();
    } else {
      output.changed(change);
    }
  }

  /** Null for a change of another table. */
  private SegmentChange change(ChangeRecordReader read, RawRecord record) {
    if (table != null && read.tableName != null && !table.equals(read.tableName)) {
      return null;
    }

    if (read.isChange) {
      return change(read);
    }

    if (read.writtenMicros != null) {
      return exported(read);
    }

    Map<String, AttributeValue> item = read.item == null ? read.plain : read.item;
    SegmentChange change =
        SegmentAttributes.change(
            item, null, itemMicros == null ? micros(record.arrivalMillis) : itemMicros);
    SegmentAttributes.say(change, item);
    return change;
  }

  private static SegmentChange change(ChangeRecordReader read) {
    if (read.recordFormat != null && !read.recordFormat.equals("application/json")) {
      throw new MalformedItemException(RejectReason.BAD_ENUM, "recordFormat is not known");
    }

    if (read.eventName == null) {
      throw missing("eventName");
    }

    if (read.keys == null) {
      throw missing("Keys");
    }

    SegmentChange change = SegmentAttributes.change(null, read.keys, changedMicros(read));
    switch (read.eventName) {
      case "INSERT":
      case "MODIFY":
        if (read.newImage == null) {
          throw missing("NewImage");
        }

        SegmentAttributes.say(change, read.newImage);
        return change;
      case "REMOVE":
        change.removed = true;
        sayLast(change, read.oldImage);
        return change;
      default:
        throw new MalformedItemException(RejectReason.BAD_ENUM, "eventName is not known");
    }
  }

  /** Of an incremental export: without a new image the item was removed. */
  private static SegmentChange exported(ChangeRecordReader read) {
    if (read.keys == null) {
      throw missing("Keys");
    }

    SegmentChange change =
        SegmentAttributes.change(null, read.keys, upToLatest(integer(read.writtenMicros)));
    if (read.newImage != null) {
      SegmentAttributes.say(change, read.newImage);
    } else {
      change.removed = true;
      sayLast(change, read.oldImage);
    }

    return change;
  }

  /** That an item was removed counts, whatever it said. */
  private static void sayLast(SegmentChange change, Map<String, AttributeValue> oldImage) {
    try {
      if (oldImage != null) {
        SegmentAttributes.say(change, oldImage);
      }
    } catch (MalformedItemException e) {
      change.segmentKey = null;
    }
  }

  private static long changedMicros(ChangeRecordReader read) {
    if (read.changedAt == null) {
      throw missing("ApproximateCreationDateTime");
    }

    long time = integer(read.changedAt);
    if (read.precision == null || read.precision.equals("MILLISECOND")) {
      return micros(time);
    }

    if (!read.precision.equals("MICROSECOND")) {
      throw new MalformedItemException(RejectReason.BAD_ENUM, "the precision is not known");
    }

    return upToLatest(time);
  }

  private static long integer(String time) {
    if (!INTEGER.matcher(time).matches()) {
      throw outOfRange();
    }

    return Long.parseLong(time);
  }

  private static long upToLatest(long micros) {
    if (micros > LATEST_MICROS) {
      throw outOfRange();
    }

    return micros;
  }

  private static long micros(long millis) {
    if (millis < 0 || millis > LATEST_MICROS / MICROS_PER_MILLI) {
      throw outOfRange();
    }

    return millis * MICROS_PER_MILLI;
  }

  private static MalformedItemException missing(String name) {
    return new MalformedItemException(RejectReason.MISSING_FIELD, name + " is missing");
  }

  private static MalformedItemException outOfRange() {
    return new MalformedItemException(
        RejectReason.OUT_OF_RANGE, "the time of the change is out of range");
  }
}
