package io.eventlake.family.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WebColumnsTest {

  @Test
  void positionsAreThoseOfTheTable() throws IllegalAccessException {
    Map<Integer, String> positions = new TreeMap<>();
    for (Field field : WebColumns.class.getFields()) {
      positions.put(field.getInt(null), field.getName().toLowerCase(Locale.ROOT));
    }

    assertThat(positions.remove(WebColumns.COUNT)).isEqualTo("count");
    assertThat(positions.values()).containsExactlyElementsOf(Decoded.SILVER.getFieldNames());
  }

  @Test
  void rowsHaveTheColumnsOfTheirTables() {
    assertThat(WebEventText.full().decode().event.silver.getArity()).isEqualTo(WebColumns.COUNT);
    assertThat(WebEventText.full().decode().bronze.getArity())
        .isEqualTo(Decoded.BRONZE.getFieldCount());
    assertThat(Decoded.of("").deadLetter.getArity()).isEqualTo(Decoded.DEAD_LETTER.getFieldCount());
  }

  /** Each property has a value of its own, so that two columns that changed places show. */
  @Test
  void eachValueOfTheEventIsUnderItsName() {
    Decoded decoded = WebEventText.full().decode();

    for (String object : new String[] {"session", "ctx", "affiliate", "chart", "metadata"}) {
      assertThat(decoded.bronzeJson().get(object).toString())
          .as(object)
          .isEqualTo(WebEventText.full().node().get(object).toString());
    }
  }
}
