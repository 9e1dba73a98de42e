package io.eventlake.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

/** Rules of AWS for templates, as cdk-nag has them: each is kept, or has a reason beside it. */
class NagTest {

  @Test
  void nothingIsFoundThatHasNoReason() {
    assertThat(Templates.committed().findings).hasSize(4);
    for (Annotations stack : Templates.committed().findings) {
      stack.hasNoError("*", Match.anyValue());
      stack.hasNoWarning("*", Match.anyValue());
    }
  }
}
