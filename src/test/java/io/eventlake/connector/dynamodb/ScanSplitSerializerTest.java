package io.eventlake.connector.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How far a scan is read, in a checkpoint. */
class ScanSplitSerializerTest {

  private static final ScanSplit FRESH = new ScanSplit(0, 4, 17, Map.of());
  private static final ScanSplit HALF_READ =
      new ScanSplit(3, 4, 1_772_359_200_000L, Map.of())
          .readUpTo(
              Map.of(
                  "user_id_hash",
                  AttributeValue.fromS("u\u05e9"),
                  "number",
                  AttributeValue.fromN("1.5"),
                  "bytes",
                  AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {0, -1, 5}))));

  private final ScanSplitSerializer serializer = new ScanSplitSerializer();
  private final ScanSplitSerializer.OfList lists = new ScanSplitSerializer.OfList();

  @Test
  void readsWhatItWrote() throws IOException {
    for (ScanSplit split : List.of(FRESH, HALF_READ)) {
      assertThat(serializer.deserialize(1, serializer.serialize(split)))
          .usingRecursiveComparison()
          .isEqualTo(split);
    }

    assertThat(lists.deserialize(1, lists.serialize(List.of(HALF_READ, FRESH))))
        .usingRecursiveComparison()
        .isEqualTo(List.of(HALF_READ, FRESH));
    assertThat(lists.deserialize(1, lists.serialize(List.of()))).isEmpty();
  }

  @Test
  void refusesAFormatItDoesNotKnow() {
    assertThatThrownBy(() -> serializer.deserialize(2, new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "scan state has format 2, this job reads up to 1: restore it with a newer release");
  }
}
