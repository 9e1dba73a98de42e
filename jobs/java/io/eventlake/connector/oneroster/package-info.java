/**
 * Assessment results of OneRoster 1.2, over REST and as CSV bundles, landed as files in a folder
 * that {@code run xp} reads: the lake never asks the server itself.
 */
package io.eventlake.connector.oneroster;
