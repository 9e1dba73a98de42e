/** Event time: what the stream's clock shows. */
package io.eventlake.operator.time;
