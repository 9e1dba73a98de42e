package io.eventlake.operator.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;
import org.junit.jupiter.api.Test;

/** The bytes of a user's items: a contract with every savepoint of a release. */
class UserItemsSerializerTest {

  /** Format 1; a new format comes beside it, it never changes. */
  private static final String RELEASE_0_1_0 =
      "01000000020676697023e90b0000000000000001010476697000000000000000027fffffffffffffff00000000000000030000000000000004066e6577233100000000000000050100";

  private static final UserItemsSerializer SERIALIZER = new UserItemsSerializer();

  @Test
  void readsWhatItWrote() throws IOException {
    assertSame(read(bytes(richState())), richState());
    assertSame(read(bytes(new UserItems())), new UserItems());
    assertSame(SERIALIZER.copy(richState()), richState());
  }

  @Test
  void readsTheStateOfRelease010() throws IOException {
    assertThat(HexFormat.of().formatHex(bytes(richState()))).isEqualTo(RELEASE_0_1_0);
    assertSame(read(HexFormat.of().parseHex(RELEASE_0_1_0)), richState());
  }

  @Test
  void writesTheSameToAnyStream() throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    SERIALIZER.serialize(richState(), new DataOutputViewStreamWrapper(stream));
    DataOutputSerializer copy = new DataOutputSerializer(16);
    SERIALIZER.copy(new DataInputDeserializer(stream.toByteArray()), copy);

    assertThat(stream.toByteArray()).isEqualTo(bytes(richState()));
    assertThat(copy.getCopyOfBuffer()).isEqualTo(bytes(richState()));
    assertThat(SERIALIZER.duplicate()).isEqualTo(SERIALIZER).isNotSameAs(SERIALIZER);
  }

  @Test
  void aCopyIsApart() {
    UserItems state = richState();
    UserItems copy = SERIALIZER.copy(state);
    state.items.get(0).validToMillis = 99;
    state.items.remove(1);

    assertSame(copy, richState());
  }

  @Test
  void refusesAFormatItDoesNotKnow() throws IOException {
    byte[] newer = bytes(richState());
    newer[0] = 9;

    assertThatThrownBy(() -> read(newer))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "segment state has format 9, this job reads up to 1: restore it with a newer release");
  }

  @Test
  void itsSnapshotFitsItself() {
    assertThat(
            SERIALIZER
                .snapshotConfiguration()
                .resolveSchemaCompatibility(SERIALIZER.snapshotConfiguration()))
        .matches(TypeSerializerSchemaCompatibility::isCompatibleAsIs);
    assertThat(SERIALIZER.snapshotConfiguration().restoreSerializer()).isEqualTo(SERIALIZER);
  }

  /** Every field with a value of its own; part of the fixture, so it never changes. */
  private static UserItems richState() {
    TrackedItem item = new TrackedItem();
    item.key = "vip#\u05e9";
    item.changedMicros = 1;
    item.removed = true;
    item.segmentKey = "vip";
    item.validFromMillis = 2;
    item.validToMillis = Long.MAX_VALUE;
    item.saidMicros = 3;
    item.asOfMicros = 4;
    TrackedItem unknown = new TrackedItem();
    unknown.key = "new#1";
    unknown.changedMicros = 5;
    unknown.removed = true;
    UserItems state = new UserItems();
    state.items.add(item);
    state.items.add(unknown);
    return state;
  }

  private static void assertSame(UserItems actual, UserItems expected) {
    assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
  }

  private static byte[] bytes(UserItems state) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    SERIALIZER.serialize(state, out);
    return out.getCopyOfBuffer();
  }

  private static UserItems read(byte[] bytes) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    UserItems state = SERIALIZER.deserialize(in);
    assertThat(in.available()).isZero();
    return state;
  }
}
