package io.eventlake.job;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.family.EventFamily;
import io.eventlake.family.TableStep;
import io.eventlake.family.contract.IdRules;
import io.eventlake.family.toy.ToyFamily;
import io.eventlake.operator.session.SessionRowMaker;
import io.eventlake.testing.TestOptions;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class FamilyJobTest {

  /** A retraction would be one more row of it. */
  @Test
  void rowsOfSessionsNeedATableWithAKey() {
    EventFamily toys = new ToyFamily(1 << 20, new IdRules(List.of(), Pattern.compile(".+")));
    SessionRowMaker none = (session, rows) -> {};
    EventFamily keyless =
        (EventFamily)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {EventFamily.class},
                (proxy, method, arguments) ->
                    method.getName().equals("sessionRows")
                        ? List.of(new TableStep<>(ToyFamily.TOYS, "toy-rows", none))
                        : method.invoke(toys, arguments));
    FamilyJob job = new FamilyJob("toys", "toys", ToyFamily::tables, options -> keyless);

    assertThatThrownBy(
            () ->
                job.define(
                    StreamExecutionEnvironment.createLocalEnvironment(),
                    TestOptions.files("events").all()))
        .hasMessage(
            "Table gold.fact_toys of toy has rows of sessions and no key, by which a correction"
                + " replaces them: give its DDL a line such as -- @key session_id, event_dt");
  }
}
