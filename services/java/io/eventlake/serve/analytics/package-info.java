/** What is asked of the tables: events, reports, XP, receipts, costs, contracts, statements. */
package io.eventlake.serve.analytics;
