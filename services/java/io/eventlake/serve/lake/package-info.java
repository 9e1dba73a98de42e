/** The lake as it is answered from: its states, who may see what of it, sessions that ask it. */
package io.eventlake.serve.lake;
