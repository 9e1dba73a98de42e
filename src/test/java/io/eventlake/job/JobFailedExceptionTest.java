package io.eventlake.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.apache.flink.runtime.JobException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told of an error of Java in a task: its message alone is no sentence. */
class JobFailedExceptionTest {

  @ParameterizedTest
  @MethodSource
  void errorsOfJavaAreNamed(Throwable error, String told) {
    assertThat(JobFailedException.of("clickstream", new JobException("Not restarted", error)))
        .hasMessage("The job clickstream failed: " + told);
  }

  private static Stream<Arguments> errorsOfJavaAreNamed() {
    return Stream.of(
        Arguments.of(new StackOverflowError(), "StackOverflowError"),
        Arguments.of(new OutOfMemoryError("Java heap space"), "OutOfMemoryError: Java heap space"),
        Arguments.of(
            new NoClassDefFoundError("a/Missing").initCause(new ClassNotFoundException("a")),
            "NoClassDefFoundError: a/Missing"));
  }
}
