package io.eventlake.collect.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.eventlake.collect.intake.CollectedFamily;
import io.eventlake.config.ConfigException;
import io.eventlake.config.OptionGroups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options and keys, right and wrong. */
class CollectOptionsTest {

  private static final String HASH = "ab".repeat(32);

  @TempDir private Path directory;

  @Test
  void streamsAreThoseOfFamilies() {
    CollectOptions options =
        parse(Map.of("collect.streams", " site = pages,web=clicks", "collect.keys-file", "k.json"));

    assertThat(options.streams)
        .containsExactly(
            Map.entry(CollectedFamily.WEB, "clicks"), Map.entry(CollectedFamily.SITE, "pages"));
    assertThat(options.host).isEqualTo("127.0.0.1");
    assertThat(options.origins).isEmpty();
    assertThat(options.jwt).isNull();
  }

  @Test
  void theQueueTakesWhatAStreamDoesNotTakeSoon() {
    Map<String, String> properties =
        Map.of(
            "collect.streams",
            "web=clicks",
            "collect.open",
            "true",
            "collect.overflow-queue",
            "https://sqs.us-east-1.amazonaws.com/1/overflow.fifo");

    CollectOptions options = parse(properties);

    assertThat(options.overflow.endpoint()).isEqualTo("https://sqs.us-east-1.amazonaws.com");
    assertThat(options.patience()).hasSeconds(1);
    assertThat(options.mostWait()).hasSeconds(6);
    assertThat(parse(Map.of("collect.streams", "web=clicks", "collect.open", "true")).patience())
        .hasSeconds(5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "collect.streams | web | is not one stream for each of some of web, site, caliper",
        "collect.streams | web=a,web=b | is not one stream for each of some of web, site, caliper",
        "collect.streams | shop=a | is not one stream for each of some of web, site, caliper",
        "collect.open | false | collect.keys-file is missing: File of API keys",
        "collect.keys-file | k.json | makes keys needless",
        "collect.port | 70000 | is no port",
        "collect.origins | https://a.example/path | has something else than origins",
        "collect.origins | * | has something else than origins",
        "collect.max-body-bytes | 17 mb | is more than 16777216 bytes",
        "collect.buffer-bytes | 1 kb | is less than 1048576 bytes",
        "collect.put-timeout | 0 s | must be positive",
        "collect.jwt-keys | keys.json | is no URL",
        "collect.jwt-keys | https://a.example/keys | collect.jwt-issuer is missing",
        "collect.overflow-queue | overflow | is no URL of a FIFO queue",
        "collect.overflow-queue | https://sqs.us-east-1.amazonaws.com/1/plain | is no URL of a FIFO",
        "collect.overflow-after | 0 s | must be positive",
        "collect.links-file | s3://a/links.json | is on S3: name a path of this machine",
        "collect.strems | web=a | collect.strems is not an option"
      })
  void wrongOnesAreToldWithTheirRule(String key, String value, String rule) {
    Map<String, String> properties = new HashMap<>();
    properties.put("collect.streams", "web=clicks");
    properties.put("collect.open", "true");
    properties.put(key, value);

    assertThatThrownBy(() -> parse(properties))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(rule);
  }

  @Test
  void nobodyIsTakenForAnybody() {
    assertThatThrownBy(() -> parse(Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("collect.streams is missing")
        .hasMessageContaining("collect.keys-file is missing");
  }

  @Test
  void keysHaveATenantAndMayHaveFamiliesAndARate() throws IOException {
    List<ApiKey> keys =
        keys(
            "[{\"tenant\":\"a\",\"sha256\":\""
                + HASH
                + "\"},{\"tenant\":\"b\",\"sha256\":\""
                + HASH.replace('a', 'c')
                + "\",\"families\":[\"site\"],\"requests_per_second\":5}]");

    assertThat(keys)
        .extracting(ApiKey::tenant, ApiKey::families, ApiKey::requestsPerSecond)
        .containsExactly(
            tuple("a", EnumSet.allOf(CollectedFamily.class), 7),
            tuple("b", EnumSet.of(CollectedFamily.SITE), 5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | is no JSON array of keys, or has none",
        "[] | is no JSON array of keys, or has none",
        "[{'tenant':'a','sha256':'secret'}] | entry 1 has no sha256 of 64 hexadecimal digits",
        "[{'tenant':'a','sha256':HASH},{'tenant':'b','sha256':HASH}] | entry 2 is that of another",
        "[{'sha256':HASH}] | entry 1 has no tenant",
        "[{'tenant':'a','sha256':HASH,'families':['shop']}] | families that are none of web, site, caliper",
        "[{'tenant':'a','sha256':HASH,'families':[]}] | entry 1 has no family",
        "[{'tenant':'a','sha256':HASH,'requests_per_second':0}] | no positive number",
        "[{'tenant':'a','sha256':HASH,'key':'x'}] | entry 1 has a property that is none: key",
        "[ | is no JSON, line 1"
      })
  void aWrongFileOfKeysIsToldAndNothingOfAKey(String file, String rule) {
    assertThatThrownBy(() -> keys(file.replace("HASH", "'" + HASH + "'").replace('\'', '"')))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(rule)
        .hasMessageNotContaining("secret");
  }

  @Test
  void aFileOfKeysThatIsNotThereIsTold() {
    assertThatThrownBy(() -> KeysFile.read(directory.resolve("none.json"), 7))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("none.json");
  }

  private static CollectOptions parse(Map<String, String> properties) {
    return OptionGroups.none()
        .batch("collect", List.of(CollectOptions.GROUP))
        .parseOwn(properties)
        .get(CollectOptions.GROUP);
  }

  private List<ApiKey> keys(String json) throws IOException {
    return KeysFile.read(Files.writeString(directory.resolve("keys.json"), json), 7);
  }
}
