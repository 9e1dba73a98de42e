/** The live page: what it shows of the newest state of a family, and how it is told of the next. */
package io.eventlake.serve.live;
