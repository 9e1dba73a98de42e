package io.eventlake.connector.iceberg;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.aws.s3.S3FileIO;
import org.apache.iceberg.io.OutputFile;

/** Tables on S3, whose files are written and deleted within the lake's warehouse only. */
public final class WarehouseS3FileIO extends S3FileIO {

  private static final long serialVersionUID = 1L;

  private LakePlace place;

  @Override
  public void initialize(Map<String, String> properties) {
    super.initialize(properties);
    place = LakePlace.of(properties);
  }

  @Override
  public OutputFile newOutputFile(String location) {
    place.require(location, "written");
    return super.newOutputFile(location);
  }

  @Override
  public void deleteFile(String location) {
    place.require(location, "deleted");
    super.deleteFile(location);
  }

  @Override
  public void deleteFiles(Iterable<String> locations) {
    List<String> all = new ArrayList<>();
    locations.forEach(all::add);
    all.forEach(location -> place.require(location, "deleted"));
    super.deleteFiles(all);
  }

  @Override
  public void deletePrefix(String folder) {
    place.require(folder, "deleted");
    super.deletePrefix(folder);
  }
}
