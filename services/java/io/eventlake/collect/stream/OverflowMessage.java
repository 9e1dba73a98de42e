package io.eventlake.collect.stream;

import io.eventlake.collect.intake.OutgoingRecord;
import io.eventlake.collect.intake.RecordNumber;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Records as the text of a message: key, number and length before each, packed with gzip, Base64.
 */
final class OverflowMessage {

  /** With Base64 and what stands around it within the 256 KiB that any queue takes. */
  private static final int MOST_BYTES = 180_000;

  /** Length of the key's and of the data's, the key's second byte of a letter, its number. */
  private static final int BYTES_OF_RECORD = 50;

  private OverflowMessage() {}

  /** In their order, as many together as a message takes; one that is larger is alone. */
  static List<List<OutgoingRecord>> split(List<OutgoingRecord> records) {
    List<List<OutgoingRecord>> messages = new ArrayList<>();
    int bytes = MOST_BYTES;
    for (OutgoingRecord record : records) {
      bytes += record.bytes() + BYTES_OF_RECORD;
      if (bytes > MOST_BYTES) {
        bytes = record.bytes() + BYTES_OF_RECORD;
        messages.add(new ArrayList<>());
      }

      messages.get(messages.size() - 1).add(record);
    }

    return messages;
  }

  static String text(List<OutgoingRecord> records) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
      out.writeInt(records.size());
      for (OutgoingRecord record : records) {
        out.writeUTF(record.key());
        out.writeUTF(record.number().producer());
        out.writeLong(record.number().number());
        out.writeInt(record.data().length);
        out.write(record.data());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    }

    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  /**
   * The records of a text.
   *
   * @throws IOException when it is none of {@link #text}
   */
  static List<OutgoingRecord> records(String text) throws IOException {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new IOException("The text is not Base64", e);
    }

    try (DataInputStream in =
        new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(bytes)))) {
      List<OutgoingRecord> records = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        String key = in.readUTF();
        RecordNumber number = new RecordNumber(in.readUTF(), in.readLong());
        int length = in.readInt();
        byte[] data = in.readNBytes(Math.min(Math.max(length, 0), OutgoingRecord.MOST_BYTES));
        if (data.length != length) {
          throw new IOException("A record is not whole");
        }

        records.add(new OutgoingRecord(key, data, number));
      }

      return records;
    }
  }
}
