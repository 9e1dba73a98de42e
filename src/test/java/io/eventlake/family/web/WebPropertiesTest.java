package io.eventlake.family.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventlake.family.contract.Property;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebPropertiesTest {

  @Test
  void namesThePropertiesOfTheContractInItsOrder() {
    List<String> contract = new ArrayList<>();
    collect(WebContract.file(), "", contract);

    List<String> table = new ArrayList<>();
    for (Property property : WebProperties.contract().properties()) {
      table.add(property.pointer());
    }

    assertThat(table).isEqualTo(contract);
  }

  @Test
  void hasTheContractsChoices() {
    JsonNode properties = WebContract.file().get("properties");

    assertThat(choices("/event_type")).isEqualTo(texts(properties.at("/event_type/enum")));
    assertThat(choices("/chart/action"))
        .isEqualTo(texts(properties.at("/chart/properties/action/enum")));
  }

  @Test
  void everyPropertyOfTheContractIsDescribed() {
    for (Property property : WebProperties.contract().properties()) {
      String path = property.pointer().replace("/", "/properties/");
      assertThat(WebContract.file().at(path + "/description").asText())
          .as(property.pointer())
          .endsWith(".");
    }
  }

  private static List<String> choices(String pointer) {
    return WebProperties.contract().property(pointer).choices();
  }

  private static void collect(JsonNode object, String pointer, List<String> pointers) {
    pointers.add(pointer);
    JsonNode properties = object.path("properties");
    properties
        .fieldNames()
        .forEachRemaining(name -> collect(properties.get(name), pointer + "/" + name, pointers));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(
        element -> {
          if (element.isTextual()) {
            texts.add(element.textValue());
          }
        });
    return texts;
  }
}
