package io.eventlake.connector.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** What people are told of AWS's errors. */
class AwsErrorsTest {

  @Test
  void theServicesWordsComeWithoutIds() {
    SdkException refused =
        AwsServiceException.builder()
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .errorCode("AccessDeniedException")
                    .errorMessage("User may not.")
                    .build())
            .requestId("4711")
            .build();
    assertThat(AwsErrors.message(refused)).isEqualTo("AccessDeniedException, User may not");
    assertThat(AwsErrors.isDenied(refused)).isTrue();
  }

  @Test
  void thatThereAreNoCredentialsIsNotAScreenful() {
    SdkException none =
        SdkClientException.create(
            "Unable to load credentials from any of the providers in the chain A : [B, C]");
    assertThat(AwsErrors.message(none))
        .isEqualTo(
            "there are no credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and"
                + " AWS_SECRET_ACCESS_KEY");
    assertThat(AwsErrors.code(none)).isEmpty();
    assertThat(AwsErrors.isDenied(none)).isFalse();
    assertThat(AwsErrors.message(SdkClientException.create("Connection refused.")))
        .isEqualTo("Connection refused");
  }
}
