package io.eventlake.deploy;

import java.util.List;
import java.util.Objects;
import software.constructs.Node;

/**
 * Where tasks of ECS run, and what.
 *
 * @param image in a registry of ECR, with its tag
 */
record TaskPlace(String image, List<String> subnets, List<String> securityGroups) {

  private static final String IMAGE =
      "[0-9]{12}[.]dkr[.]ecr[.][a-z0-9-]+[.]amazonaws[.]com/[a-z0-9._/-]+:[A-Za-z0-9._-]+";

  /**
   * From the context: NAMEImage, NAMESubnets and NAMESecurityGroups.
   *
   * @param what the tasks are, for messages
   * @throws IllegalArgumentException naming what is missing or does not fit
   */
  static TaskPlace of(Node context, String name, String what) {
    String image = Objects.toString(context.tryGetContext(name + "Image"), "");
    if (!image.matches(IMAGE)) {
      throw new IllegalArgumentException(
          name
              + "Image must be the image of "
              + what
              + " in ECR with its tag, not '"
              + image
              + "'");
    }

    return new TaskPlace(
        image,
        ids(context, name + "Subnets", "subnet-[0-9a-f]+", what),
        ids(context, name + "SecurityGroups", "sg-[0-9a-f]+", what));
  }

  private static List<String> ids(Node context, String key, String form, String what) {
    List<String> ids = Settings.listed(context, key);
    if (ids.isEmpty() || !ids.stream().allMatch(id -> id.matches(form))) {
      throw new IllegalArgumentException(key + " must name where " + what + " run, not " + ids);
    }

    return ids;
  }

  /** Repository of the image, as ECR names it in an ARN. */
  String repository() {
    return image.substring(image.indexOf('/') + 1, image.lastIndexOf(':'));
  }
}
