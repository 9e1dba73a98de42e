package io.eventlake.family.contract;

import io.eventlake.json.AsciiSlice;
import io.eventlake.json.PlainJson;
import io.eventlake.json.Rfc3339;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.flink.core.memory.MemorySegment;
import org.apache.flink.core.memory.MemorySegmentFactory;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.binary.BinaryStringData;

/**
 * The fast way in front of {@link ContractParser}: reads a record in which the contract knows all,
 * and all is spelled plainly and fits. Any doubt goes the strict way, which alone says what is
 * wrong (ADR 57). A record that is taken here gives exactly what it gives there; a test compares
 * the two.
 */
final class PlainParser {

  /** Integers of at most so many characters fit a long. */
  private static final int LONG_CHARACTERS = 18;

  private static final byte[] RUE = ascii("rue");
  private static final byte[] ALSE = ascii("alse");
  private static final byte[] ULL = ascii("ull");

  private final Contract contract;
  private final IdRules ids;
  private final EventValues event;

  /** Of objects, by their places in the contract. */
  private final PlainNames[] names;

  private final byte[][][] choices;
  private final PlainIds uuids = new PlainIds();
  private final PlainJson json = new PlainJson();
  private final AsciiSlice text = new AsciiSlice();
  private final List<StringData> list = new ArrayList<>();
  private MemorySegment[] record;

  /**
   * @param event takes what is read
   */
  PlainParser(Contract contract, IdRules ids, EventValues event) {
    this.contract = contract;
    this.ids = ids;
    this.event = event;
    List<Property> all = contract.properties();
    names = new PlainNames[all.size()];
    choices = new byte[all.size()][][];
    for (Property property : all) {
      List<Property> children =
          all.stream().filter(one -> one.parent == property).collect(Collectors.toList());
      names[property.index] = children.isEmpty() ? null : new PlainNames(children);
      choices[property.index] =
          property.choices.stream().map(PlainParser::utf8).toArray(byte[][]::new);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** True when the event was read and keeps the contract, whether it consents or not. */
  boolean parse(byte[] payload) {
    event.clear();
    json.begin(payload);
    record = new MemorySegment[] {MemorySegmentFactory.wrap(payload)};
    return json.next() == '{'
        && readObject(contract.event())
        && json.next() == PlainJson.END
        && contract.broken(event) == null;
  }

  /** From behind the brace to behind the other. */
  private boolean readObject(Property object) {
    int next = json.next();
    if (next == '}') {
      return true;
    }

    PlainNames ofObject = names[object.index];
    if (ofObject == null) {
      return false;
    }

    ofObject.begin();
    while (next == '"') {
      Property property = ofObject.read(json);
      if (property == null
          || !event.name(property)
          || json.next() != ':'
          || !readValue(property, json.next())) {
        return false;
      }

      next = json.next();
      if (next != ',') {
        return next == '}';
      }

      next = json.next();
    }

    return false;
  }

  /**
   * @param first the first byte of the value, behind which the cursor is
   */
  private boolean readValue(Property property, int first) {
    switch (first) {
      case '"':
        return json.string() && readString(property);
      case '{':
        if (property.type != PropertyType.OBJECT) {
          return false;
        }
        event.set(property);
        return readObject(property);
      case '[':
        return property.type == PropertyType.TEXTS && readTexts(property);
      case 'n':
        return json.word(ULL);
      case 't':
        return json.word(RUE) && readBoolean(property, 1);
      case 'f':
        return json.word(ALSE) && readBoolean(property, 0);
      default:
        return (first == '-' || first >= '0' && first <= '9')
            && readNumber(property, json.number());
    }
  }

  private boolean readBoolean(Property property, long value) {
    if (property.type == PropertyType.BOOLEAN) {
      event.set(property, value);
      return true;
    }

    return property.type == PropertyType.SCALAR && take(property);
  }

  private boolean readNumber(Property property, PlainJson.Number kind) {
    if (property.type == PropertyType.SCALAR) {
      return kind != PlainJson.Number.DOUBT && take(property);
    }
    if (property.type != PropertyType.INTEGER
        || kind != PlainJson.Number.INTEGER
        || json.to() - json.from() > LONG_CHARACTERS) {
      return false;
    }

    long number = json.integer();
    event.set(property, number);
    return number >= property.least && number <= property.most;
  }

  private boolean readTexts(Property property) {
    list.clear();
    int next = json.next();
    while (next != ']') {
      if (next != '"' || !json.string()) {
        return false;
      }

      list.add(view());
      next = json.next();
      if (next == ',') {
        next = json.next();
        if (next == ']') {
          return false;
        }
      } else if (next != ']') {
        return false;
      }
    }

    event.set(property, list.toArray(new StringData[0]));
    return true;
  }

  private boolean readString(Property property) {
    if (property.type == PropertyType.TEXT || property.type == PropertyType.SCALAR) {
      return take(property);
    }
    if (property.type == PropertyType.CHOICE) {
      return readChoice(property);
    }

    return json.ascii() && json.to() > json.from() && readRuled(property, json.slice(text));
  }

  /** Reads a text that must follow rules, by those of the strict parser. */
  private boolean readRuled(Property property, AsciiSlice ruled) {
    switch (property.type) {
      case ID:
        return !ids.absent(ruled) && readId(property, ruled);
      case SESSION:
        return PlainIds.isQuiet(ruled) && !ids.absent(ruled) && take(property);
      case USER:
        return PlainIds.isQuiet(ruled) && !ids.absent(ruled) && ids.isUser(ruled) && take(property);
      case ADDRESS:
        return (PlainIds.isNetwork(ruled) || AddressText.cut(ruled) == null) && take(property);
      case VERSION:
        return ContractVersion.isVersion(ruled) && take(property);
      case TIMESTAMP:
        long micros = Rfc3339.micros(ruled);
        event.set(property, micros);
        return micros != Rfc3339.INVALID;
      default:
        return false;
    }
  }

  private boolean readChoice(Property property) {
    byte[][] ofProperty = choices[property.index];
    for (int i = 0; i < ofProperty.length; i++) {
      if (json.isText(ofProperty[i])) {
        event.set(property, property.choiceStrings[i]);
        return true;
      }
    }

    return false;
  }

  private boolean readId(Property property, AsciiSlice ruled) {
    if (!uuids.readUuid(ruled)) {
      return false;
    }

    long high = uuids.high();
    long low = uuids.low();
    StringData id =
        uuids.hasUpperCase() ? StringData.fromString(new UUID(high, low).toString()) : view();
    event.setId(id, high, low);
    event.set(property, id);
    return true;
  }

  private boolean take(Property property) {
    event.set(property, view());
    return true;
  }

  /** What was read last, where it stands in the record. */
  private StringData view() {
    return new BinaryStringData(record, json.from(), json.to() - json.from());
  }
}
