package io.eventlake.deploy;

import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lakeformation.CfnPrincipalPermissions;
import software.amazon.awscdk.services.lakeformation.CfnPrincipalPermissions.ColumnWildcardProperty;
import software.amazon.awscdk.services.lakeformation.CfnPrincipalPermissions.DataLakePrincipalProperty;
import software.amazon.awscdk.services.lakeformation.CfnPrincipalPermissions.DataLocationResourceProperty;
import software.amazon.awscdk.services.lakeformation.CfnPrincipalPermissions.DatabaseResourceProperty;
import software.amazon.awscdk.services.lakeformation.CfnPrincipalPermissions.ResourceProperty;
import software.amazon.awscdk.services.lakeformation.CfnPrincipalPermissions.TableResourceProperty;
import software.amazon.awscdk.services.lakeformation.CfnPrincipalPermissions.TableWithColumnsResourceProperty;

/** Grants of Lake Formation, none of which may be passed on. */
final class Grants {

  private final Stack stack;
  private final Settings settings;

  Grants(Stack stack, Settings settings) {
    this.stack = stack;
    this.settings = settings;
  }

  CfnPrincipalPermissions grant(
      String id, Role to, List<String> permissions, ResourceProperty resource) {
    return CfnPrincipalPermissions.Builder.create(stack, id)
        .principal(
            DataLakePrincipalProperty.builder()
                .dataLakePrincipalIdentifier(to.getRoleArn())
                .build())
        .permissions(permissions)
        .permissionsWithGrantOption(List.of())
        .resource(resource)
        .build();
  }

  ResourceProperty database(String layer) {
    return ResourceProperty.builder()
        .database(
            DatabaseResourceProperty.builder()
                .catalogId(stack.getAccount())
                .name(settings.database(layer))
                .build())
        .build();
  }

  /** A folder that Lake Formation knows. */
  ResourceProperty location(Settings.Folder folder) {
    return ResourceProperty.builder()
        .dataLocation(
            DataLocationResourceProperty.builder()
                .catalogId(stack.getAccount())
                .resourceArn("arn:aws:s3:::" + folder.bucket() + "/" + folder.key())
                .build())
        .build();
  }

  ResourceProperty table(LakeTable table) {
    return table(table.database(), table.name());
  }

  /** A table or view that {@code iceberg-ddl} does not have. */
  ResourceProperty table(String layer, String name) {
    return ResourceProperty.builder()
        .table(
            TableResourceProperty.builder()
                .catalogId(stack.getAccount())
                .databaseName(settings.database(layer))
                .name(name)
                .build())
        .build();
  }

  /** Those columns of a table and no other. */
  ResourceProperty columns(LakeTable table, List<String> names) {
    return ResourceProperty.builder()
        .tableWithColumns(
            TableWithColumnsResourceProperty.builder()
                .catalogId(stack.getAccount())
                .databaseName(settings.database(table.database()))
                .name(table.name())
                .columnNames(names)
                .build())
        .build();
  }

  /** Every column, those that come later included, but those that tell persons. */
  ResourceProperty withoutPersons(LakeTable table) {
    return ResourceProperty.builder()
        .tableWithColumns(
            TableWithColumnsResourceProperty.builder()
                .catalogId(stack.getAccount())
                .databaseName(settings.database(table.database()))
                .name(table.name())
                .columnWildcard(
                    ColumnWildcardProperty.builder().excludedColumnNames(table.persons()).build())
                .build())
        .build();
  }
}
