/** The command {@code serve}. */
package io.eventlake.serve;
