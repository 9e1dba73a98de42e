package io.eventlake.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.kinesisanalytics.runtime.KinesisAnalyticsRuntime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of whole configurations can be run, here and by the service. */
class ApplicationPropertiesTest {

  @ParameterizedTest
  @CsvSource({
    "jobs/resources/application-properties-local.json, LOCAL, FILES",
    "deploy/managed-flink/application-properties.json, GLUE, KINESIS"
  })
  void parseAsTheJobReadsThem(Path file, LakeOptions.Catalog catalog, SourceOptions.Type source)
      throws IOException {
    Map<String, String> properties = PropertyFile.read(file);

    JobOptions options = JobOptions.parse(properties);

    assertThat(options.name).isEqualTo("clickstream");
    assertThat(options.lake.catalog).isEqualTo(catalog);
    assertThat(options.source.type).isEqualTo(source);
    assertThat(byTheService(file)).isEqualTo(properties);
  }

  private static Map<String, String> byTheService(Path file) throws IOException {
    Map<String, String> properties = new HashMap<>();
    for (Map.Entry<String, Properties> group :
        KinesisAnalyticsRuntime.getApplicationProperties(file.toString()).entrySet()) {
      group
          .getValue()
          .forEach((key, value) -> properties.put(group.getKey() + "." + key, (String) value));
    }

    return properties;
  }
}
