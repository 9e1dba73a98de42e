/** The options of {@code serve}, and the file of keys. */
package io.eventlake.serve.config;
