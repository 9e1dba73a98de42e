/** What families have in common whose events are JSON: a contract, and all that follows from it. */
package io.eventlake.family.contract;
