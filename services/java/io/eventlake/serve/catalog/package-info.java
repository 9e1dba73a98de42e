/**
 * The lake as a catalog of Iceberg's REST protocol, for readers that bring an engine of their own.
 */
package io.eventlake.serve.catalog;
