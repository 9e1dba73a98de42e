/** Services of AWS on this machine, for the demo and tests, where no emulator has what is asked. */
package io.eventlake.connector.standin;
